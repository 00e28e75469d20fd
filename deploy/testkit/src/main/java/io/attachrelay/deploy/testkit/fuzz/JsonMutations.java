package io.attachrelay.deploy.testkit.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ContainerNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Changes JSON so that it stays JSON: values of other types, keys that are missing or doubled. */
final class JsonMutations {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final int DEEP = 200;
    private static final int LONG = 2_000;

    private final List<byte[]> words;
    private final Random random;

    JsonMutations(List<byte[]> words, Random random) {
        this.words = words;
        this.random = random;
    }

    /** The input with one value changed; as it is, if it is no JSON or becomes too deep a one. */
    byte[] of(byte[] input) {
        try {
            JsonNode root = MAPPER.readTree(input);
            List<ContainerNode<?>> containers = new ArrayList<>();
            collect(root, containers);
            if (!containers.isEmpty()) {
                change(containers.get(random.nextInt(containers.size())), root);
            }
            return MAPPER.writeValueAsString(root).getBytes(UTF_8);
        } catch (IOException _) {
            return input;
        }
    }

    private static void collect(JsonNode node, List<ContainerNode<?>> containers) {
        if (node instanceof ContainerNode<?> container) {
            containers.add(container);
            container.forEach(child -> collect(child, containers));
        }
    }

    private void change(ContainerNode<?> container, JsonNode root) {
        switch (container) {
            case ObjectNode object -> change(object, root);
            case ArrayNode array -> change(array, root);
            default -> throw new IllegalStateException("JSON has two kinds of containers");
        }
    }

    private void change(ObjectNode object, JsonNode root) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        String name = names.isEmpty() ? "" : names.get(random.nextInt(names.size()));
        switch (random.nextInt(4)) {
            case 0 -> object.remove(name);
            case 1 -> object.set(word(), object.path(name).deepCopy());
            case 2 -> object.set(name, root.deepCopy());
            default -> object.set(name, odd());
        }
    }

    private void change(ArrayNode array, JsonNode root) {
        int at = random.nextInt(array.size() + 1);
        switch (random.nextInt(4)) {
            case 0 -> array.remove(at);
            case 1 -> array.insert(at, array.path(at).deepCopy());
            case 2 -> array.insert(at, root.deepCopy());
            default -> array.insert(at, odd());
        }
    }

    private JsonNode odd() {
        return switch (random.nextInt(11)) {
            case 0 -> NODES.nullNode();
            case 1 -> NODES.booleanNode(random.nextBoolean());
            case 2 -> NODES.numberNode(random.nextInt(-1, 2));
            case 3 -> NODES.numberNode(BigInteger.ONE.shiftLeft(Long.SIZE - 1));
            case 4 -> NODES.numberNode(new BigDecimal("1e400"));
            case 5 -> NODES.textNode("");
            case 6 -> NODES.textNode("x".repeat(random.nextInt(LONG)));
            case 7 -> NODES.textNode("\u0000\u202e\n");
            case 8 -> NODES.objectNode();
            case 9 -> nested();
            default -> NODES.textNode(word());
        };
    }

    private static JsonNode nested() {
        JsonNode node = NODES.arrayNode();
        for (int i = 0; i < DEEP; i++) {
            node = NODES.arrayNode().add(node);
        }
        return node;
    }

    private String word() {
        return words.isEmpty()
                ? "word"
                : new String(words.get(random.nextInt(words.size())), UTF_8);
    }
}
