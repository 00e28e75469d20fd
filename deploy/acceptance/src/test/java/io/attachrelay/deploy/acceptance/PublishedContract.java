package io.attachrelay.deploy.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.attachrelay.model.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The AsyncAPI document and its schemas as another team reads them: from the files alone, without
 * the code that writes records.
 */
final class PublishedContract {

    private static final SchemaRegistry SCHEMAS =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    private final JsonNode document;

    PublishedContract() {
        try (var in = getClass().getResourceAsStream("/asyncapi.yaml")) {
            document = new YAMLMapper().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The addresses of all channels. */
    Set<String> topics() {
        Set<String> topics = new TreeSet<>();
        document.path("channels").forEach(channel -> topics.add(channel.path("address").asText()));
        return topics;
    }

    /** How a record differs from what is written of its topic; none if it does not. */
    List<String> differences(ConsumerRecord<byte[], byte[]> record) throws IOException {
        JsonNode message = message(record.topic());
        List<String> differences = new ArrayList<>(headers(message, record));
        String file = message.at("/payload/schema/$ref").asText();
        if (file.isEmpty()) {
            return differences;
        }
        try (var in = getClass().getResourceAsStream("/" + file)) {
            JsonNode schema = Json.mapper().readTree(in);
            JsonNode value = Json.mapper().readTree(record.value());
            differences.addAll(errors(schema, value));
            undescribed(schema, value, "").forEach(differences::add);
        }
        return differences;
    }

    private JsonNode message(String topic) {
        return document.path("channels")
                .valueStream()
                .filter(channel -> channel.path("address").asText().equals(topic))
                .map(channel -> resolve(channel.path("messages").elements().next()))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no channel is " + topic));
    }

    /** A dead letter keeps headers of its own, which may be anything. */
    private List<String> headers(JsonNode message, ConsumerRecord<byte[], byte[]> record) {
        ObjectNode schema = resolve(message.path("headers")).deepCopy();
        ObjectNode headers = Json.mapper().createObjectNode();
        record.headers().forEach(h -> headers.put(h.key(), new String(h.value(), UTF_8)));
        schema.set("components", document.path("components"));
        List<String> differences = new ArrayList<>(errors(schema, headers));
        if (!record.topic().endsWith(".dlq")) {
            undescribed(schema, headers, "header ").forEach(differences::add);
        }
        return differences;
    }

    private static List<String> errors(JsonNode schema, JsonNode value) {
        Schema compiled = SCHEMAS.getSchema(schema);
        return compiled.validate(value).stream()
                .map(e -> e.getInstanceLocation() + " " + e.getMessage())
                .toList();
    }

    /** What a schema that allows other fields does not tell of. */
    private Stream<String> undescribed(JsonNode schema, JsonNode value, String place) {
        if (value.isArray()) {
            return value.valueStream()
                    .flatMap(item ->
                            parts(schema, "items")
                                    .findFirst()
                                    .map(items -> undescribed(items, item, place + "/*"))
                                    .orElse(Stream.of(place + "/* is not described")));
        }
        return value.propertyStream()
                .flatMap(field -> undescribed(schema, field.getKey(), field.getValue(), place));
    }

    private Stream<String> undescribed(
            JsonNode schema, String field, JsonNode value, String place) {
        Optional<JsonNode> described =
                parts(schema, "properties").filter(p -> p.has(field)).findFirst();
        if (described.isPresent()) {
            return undescribed(described.get().path(field), value, place + "/" + field);
        }
        boolean free =
                parts(schema, "additionalProperties").findAny().isPresent()
                        || parts(schema, "propertyNames").findAny().isPresent();
        return free ? Stream.empty() : Stream.of(place + "/" + field + " is not described");
    }

    /** Everything of that name in a schema and in the schemas that it is composed of. */
    private Stream<JsonNode> parts(JsonNode schema, String name) {
        JsonNode here = resolve(schema);
        Stream<JsonNode> composed =
                Stream.of("allOf", "anyOf", "oneOf").flatMap(key -> here.path(key).valueStream());
        Stream<JsonNode> conditional = Stream.of("then", "else").map(here::path);
        return Stream.concat(
                Stream.of(here.path(name)).filter(part -> !part.isMissingNode()),
                Stream.concat(composed, conditional)
                        .filter(part -> !part.isMissingNode())
                        .flatMap(part -> parts(part, name)));
    }

    private JsonNode resolve(JsonNode node) {
        String reference = node.path("$ref").asText();
        return reference.startsWith("#") ? document.at(reference.substring(1)) : node;
    }
}
