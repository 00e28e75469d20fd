package io.attachrelay.platform;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.attachrelay.model.Profile;
import io.attachrelay.platform.ParsedWebhook.Ignored;
import io.attachrelay.platform.ParsedWebhook.Malformed;
import io.attachrelay.platform.ParsedWebhook.Message;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every profile's webhook codec does. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class WebhookCodecContract {

    protected static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    protected static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    private final WebhookCodec codec;
    private final Golden golden;

    protected WebhookCodecContract(WebhookCodec codec, Profile profile) {
        this.codec = codec;
        this.golden = new Golden(profile);
    }

    /** JSON pointers of all ids of the golden event. */
    protected abstract List<String> ids();

    /** JSON pointer of the golden event's URL. */
    protected abstract String url();

    /** JSON pointer of the golden event's declared size. */
    protected abstract String size();

    protected final ObjectNode event() {
        return (ObjectNode) golden.tree("webhook");
    }

    protected final ParsedWebhook parse(JsonNode event) {
        return codec.parse(event.toString().getBytes(UTF_8));
    }

    protected final ParsedWebhook parse(String body) {
        return codec.parse(body.getBytes(UTF_8));
    }

    protected final Message message(ObjectNode event) {
        return (Message) parse(event);
    }

    protected final ParsedWebhook golden() {
        return codec.parse(golden.bytes("webhook"));
    }

    Stream<String> needed() {
        return Stream.concat(ids().stream(), Stream.of(url(), "/event_type"));
    }

    Stream<String> idPointers() {
        return ids().stream();
    }

    @ParameterizedTest
    @MethodSource("needed")
    void a_missing_field_is_malformed_and_named(String pointer) {
        // Given
        ObjectNode event = event();
        parent(event, pointer).remove(field(pointer));

        // When
        ParsedWebhook parsed = parse(event);

        // Then
        assertThat(parsed).isEqualTo(new Malformed(path(pointer) + ": missing"));
    }

    @ParameterizedTest
    @MethodSource("needed")
    void a_null_counts_as_missing(String pointer) {
        // Given
        ObjectNode event = event();
        parent(event, pointer).putNull(field(pointer));

        // When
        ParsedWebhook parsed = parse(event);

        // Then
        assertThat(parsed).isEqualTo(new Malformed(path(pointer) + ": missing"));
    }

    @ParameterizedTest
    @MethodSource("needed")
    void a_number_is_no_id(String pointer) {
        // Given
        ObjectNode event = event();
        parent(event, pointer).put(field(pointer), 12345);

        // When
        ParsedWebhook parsed = parse(event);

        // Then
        assertThat(parsed).isEqualTo(new Malformed(path(pointer) + ": not a string"));
    }

    @ParameterizedTest
    @MethodSource("needed")
    void a_blank_field_is_malformed(String pointer) {
        // Given
        ObjectNode event = event();
        parent(event, pointer).put(field(pointer), " \t ");

        // When
        ParsedWebhook parsed = parse(event);

        // Then
        assertThat(parsed).isEqualTo(new Malformed(path(pointer) + ": blank"));
    }

    @ParameterizedTest
    @MethodSource("idPointers")
    void an_id_of_512_characters_is_taken(String pointer) {
        // Given
        ObjectNode event = event();
        parent(event, pointer).put(field(pointer), "x".repeat(512));

        // When
        ParsedWebhook parsed = parse(event);

        // Then
        assertThat(parsed).isInstanceOf(Message.class);
    }

    @ParameterizedTest
    @MethodSource("idPointers")
    void a_longer_id_is_malformed(String pointer) {
        // Given
        ObjectNode event = event();
        parent(event, pointer).put(field(pointer), "x".repeat(513));

        // When
        ParsedWebhook parsed = parse(event);

        // Then
        assertThat(parsed).isEqualTo(new Malformed(path(pointer) + ": longer than 512 characters"));
    }

    @ParameterizedTest
    @MethodSource("idPointers")
    void an_id_with_a_line_break_or_half_a_character_is_malformed(String pointer) {
        for (String bad : List.of("a\r\nb", "a\u0000", "a\u0085", "a\uD83Db")) {
            // Given
            ObjectNode event = event();
            parent(event, pointer).put(field(pointer), "PLACEHOLDER");
            String body = event.toString().replace("PLACEHOLDER", escaped(bad));

            // When
            ParsedWebhook parsed = parse(body);

            // Then
            assertThat(parsed)
                    .isEqualTo(
                            new Malformed(
                                    path(pointer)
                                            + ": with control characters or half a surrogate pair"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"big\"", "null", "1.5", "-1", "99999999999999999999", "[1]", "true"})
    void a_size_that_is_no_whole_number_is_ignored(String size) {
        // Given
        ObjectNode event = event();
        parent(event, size()).set(field(size()), Golden.parse(size.getBytes(UTF_8)));

        // When
        Message message = message(event);

        // Then
        assertThat(message.media().getFirst().declaredBytes()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "\"yesterday\"",
                "1718461930000",
                "\"2024-06-15T14:32:10\"",
                "\"+999999999-12-31T23:59:59Z\"",
                "\"1969-12-31T23:59:59Z\""
            })
    void an_event_without_a_usable_time_is_of_now(String timestamp) {
        // Given
        ObjectNode event = event();
        event.set("timestamp", Golden.parse(timestamp.getBytes(UTF_8)));

        // When
        Message message = message(event);

        // Then
        assertThat(message.occurredAt()).isEqualTo(NOW);
    }

    @Test
    void a_time_with_another_offset_is_understood() {
        // Given
        ObjectNode event = event().put("timestamp", "2024-06-15T16:32:10+02:00");

        // When
        Message message = message(event);

        // Then
        assertThat(message.occurredAt()).isEqualTo(Instant.parse("2024-06-15T14:32:10Z"));
    }

    @Test
    void another_type_of_event_is_ignored() {
        // When
        ParsedWebhook parsed =
                parse("{\"event_id\":\"e-1\",\"event_type\":\"conversation:ended\"}");

        // Then
        assertThat(parsed).isEqualTo(new Ignored("e-1"));
    }

    @Test
    void another_type_of_event_needs_no_id() {
        // When
        ParsedWebhook parsed = parse("{\"event_id\":7,\"event_type\":\"conversation:ended\"}");

        // Then
        assertThat(parsed).isEqualTo(new Ignored(null));
    }

    @Test
    void a_channel_that_the_event_names_is_taken_in_lower_case() {
        // Given
        ObjectNode event = event();
        ((ObjectNode) event.get("data")).put("channel", "WhatsApp");

        // When
        Message message = message(event);

        // Then
        assertThat(message.channel()).isEqualTo("whatsapp");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "null",
                "[]",
                "\"text\"",
                "42",
                "{} {}",
                "{}x",
                "\u0000",
                "<x/>",
                "NaN"
            })
    void anything_but_one_json_object_is_malformed(String body) {
        // When
        ParsedWebhook parsed = parse(body);

        // Then
        assertThat(parsed).isEqualTo(new Malformed("the body is no JSON object"));
    }

    @Test
    void an_object_nested_too_deep_is_malformed() {
        // Given
        String deep = "{\"event_type\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}";

        // When
        ParsedWebhook parsed = parse(deep);

        // Then
        assertThat(parsed).isEqualTo(new Malformed("the body is no JSON object"));
    }

    @Test
    void an_event_of_exactly_the_deepest_nesting_is_read_and_one_level_more_is_malformed() {
        // Given
        String deepest = nested(event(), 64);
        String deeper = nested(event(), 65);

        // When
        ParsedWebhook read = parse(deepest);
        ParsedWebhook refused = parse(deeper);

        // Then
        assertThat(read).isEqualTo(golden());
        assertThat(refused).isEqualTo(new Malformed("the body is no JSON object"));
    }

    /** With a field that nobody knows, so that the whole has so many levels. */
    private static String nested(ObjectNode event, int levels) {
        String value = "[".repeat(levels - 1) + "]".repeat(levels - 1);
        return event.toString().replaceFirst("\\{", "{\"unknown\":" + value + ",");
    }

    @ParameterizedTest
    @ValueSource(strings = {"name", "number"})
    void a_name_or_number_without_end_is_malformed(String kind) {
        // Given
        String endless =
                kind.equals("name")
                        ? "\"" + "n".repeat(1_025) + "\":1"
                        : "\"n\":" + "1".repeat(101);
        String body = event().toString().replaceFirst("\\{", "{" + endless + ",");

        // When
        ParsedWebhook parsed = parse(body);

        // Then
        assertThat(parsed).isEqualTo(new Malformed("the body is no JSON object"));
    }

    @Test
    void a_long_text_that_nobody_needs_costs_no_message() {
        // Given
        ObjectNode event = event().put("unknown", "x".repeat(500_000));

        // When
        ParsedWebhook parsed = parse(event);

        // Then
        assertThat(parsed).isEqualTo(golden());
    }

    @Test
    void of_a_key_that_stands_twice_the_last_one_counts() {
        // Given
        String body = event().toString().replaceFirst("\\{", "{\"event_id\":\"first\",");

        // When
        ParsedWebhook parsed = parse(body);

        // Then
        assertThat(parsed).isEqualTo(golden());
    }

    @Test
    void bytes_that_are_no_utf8_are_malformed() {
        // Given
        Charset latin1 = StandardCharsets.ISO_8859_1;
        byte[] body = event().put("event_id", "é").toString().getBytes(latin1);

        // When
        ParsedWebhook parsed = codec.parse(body);

        // Then
        assertThat(parsed).isEqualTo(new Malformed("the body is no JSON object"));
    }

    @Test
    void bodies_with_broken_bytes_never_throw_and_never_show_a_value() {
        Random random = new Random(20_240_615);
        for (int round = 0; round < 20_000; round++) {
            // Given
            byte[] body = brokenBytes(random);

            // When
            ParsedWebhook parsed = codec.parse(body);

            // Then
            assertThat(parsed).satisfies(soundIn(body));
        }
    }

    @Test
    void events_of_odd_shapes_never_throw_and_never_show_a_value() {
        Random random = new Random(8_675_309);
        for (int round = 0; round < 20_000; round++) {
            // Given
            ObjectNode event = event();
            for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
                distort(event, random);
            }
            byte[] body = event.toString().getBytes(UTF_8);

            // When
            ParsedWebhook parsed = codec.parse(body);

            // Then
            assertThat(parsed).satisfies(soundIn(body));
        }
    }

    /** A message is whole; a complaint consists of our own words. */
    private static Consumer<ParsedWebhook> soundIn(byte[] body) {
        return parsed -> {
            switch (parsed) {
                case Message message ->
                        assertThat(message.media())
                                .as(() -> new String(body, UTF_8))
                                .isNotEmpty()
                                .allSatisfy(medium -> assertThat(medium.url()).isNotBlank());
                case Malformed(var detail) ->
                        assertThat(detail)
                                .matches(
                                        "the body is no JSON object|[a-z_.]+(\\[[0-9]+])?[a-z_.]*: "
                                                + "(missing|blank|not a string|not an object|not an array"
                                                + "|longer than 512 characters|more than 50"
                                                + "|another attachment has it already"
                                                + "|with control characters or half a surrogate pair)");
                case Ignored(_) -> {}
            }
        };
    }

    private byte[] brokenBytes(Random random) {
        byte[] body = golden.bytes("webhook");
        int from = random.nextInt(body.length);
        int to = Math.min(body.length, from + 1 + random.nextInt(20));
        return switch (random.nextInt(4)) {
            case 0 -> {
                body[from] = (byte) random.nextInt(256);
                yield body;
            }
            case 1 -> Arrays.copyOf(body, from);
            case 2 -> joined(Arrays.copyOf(body, from), Arrays.copyOfRange(body, to, body.length));
            default -> joined(Arrays.copyOf(body, to), Arrays.copyOfRange(body, from, body.length));
        };
    }

    private static byte[] joined(byte[] head, byte[] tail) {
        byte[] both = Arrays.copyOf(head, head.length + tail.length);
        System.arraycopy(tail, 0, both, head.length, tail.length);
        return both;
    }

    private static void distort(ObjectNode event, Random random) {
        List<ObjectNode> objects = new ArrayList<>();
        collect(event, objects);
        ObjectNode object = objects.get(random.nextInt(objects.size()));
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        if (names.isEmpty()) {
            return;
        }
        String name = names.get(random.nextInt(names.size()));
        if (random.nextInt(6) == 0) {
            object.remove(name);
        } else {
            object.set(name, odd(random, object));
        }
    }

    private static void collect(JsonNode node, List<ObjectNode> objects) {
        if (node instanceof ObjectNode object) {
            objects.add(object);
        }
        node.forEach(child -> collect(child, objects));
    }

    private static JsonNode odd(Random random, ObjectNode neighbour) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        return switch (random.nextInt(8)) {
            case 0 -> nodes.nullNode();
            case 1 -> nodes.numberNode(random.nextLong());
            case 2 -> nodes.textNode("");
            case 3 -> nodes.textNode("secret value ".repeat(random.nextInt(100)));
            case 4 -> nodes.objectNode();
            case 5 -> nodes.booleanNode(random.nextBoolean());
            case 6 -> array(random, neighbour);
            default -> nodes.textNode("é\u0001" + random.nextInt());
        };
    }

    private static ArrayNode array(Random random, ObjectNode neighbour) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        for (int elements = random.nextInt(60); elements > 0; elements--) {
            array.add(neighbour.deepCopy());
        }
        return array;
    }

    private static ObjectNode parent(ObjectNode event, String pointer) {
        return (ObjectNode) event.at(pointer.substring(0, pointer.lastIndexOf('/')));
    }

    private static String field(String pointer) {
        return pointer.substring(pointer.lastIndexOf('/') + 1);
    }

    /** {@code /data/attachments/0/id} is {@code data.attachments[0].id} in a complaint. */
    private static String path(String pointer) {
        return pointer.substring(1).replaceAll("/([0-9]+)", "[$1]").replace('/', '.');
    }

    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        text.chars().forEach(unit -> escaped.append("\\u%04x".formatted(unit)));
        return escaped.toString();
    }
}
