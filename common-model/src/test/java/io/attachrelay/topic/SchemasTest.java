package io.attachrelay.topic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.attachrelay.model.Custody;
import io.attachrelay.model.FindingCode;
import io.attachrelay.model.Json;
import io.attachrelay.model.MediaKind;
import io.attachrelay.model.Origin;
import io.attachrelay.model.Outcome;
import io.attachrelay.model.Platform;
import io.attachrelay.model.Profile;
import io.attachrelay.model.ReasonCode;
import io.attachrelay.model.StoredEvent;
import io.attachrelay.model.WireName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What stands on the topics fits their schemas, and what does not fit is poison. */
class SchemasTest {

    private static final TopicCatalog TOPICS = new TopicCatalog("");
    private static final String CONTENT = "secret-content";

    private static final String MESSAGE =
            """
            "tenant": "acme", "origin": "platform", "platform": "cxone",
            "profile": "cxone-conversation-events", "eventId": "e", "messageId": "m",
            "conversationId": "c", "channel": "web", "occurredAt": "2026-01-01T10:00:00Z",
            "dedupKey": "k"
            """;
    private static final String ID = "aaaaaaaaaaaaaaaa-bbbbbbbbbbbbbbbb-cccccccccccccccc";
    private static final String KEPT =
            """
            "mediaId": "%s", "declaredType": "image/png", "fileName": "a.png", "declaredBytes": 3,
            "sizeBytes": 3, "sha256": "%s"
            """
                    .formatted(ID, "0".repeat(64));
    private static final String REFUSED =
            """
            "mediaId": "%s", "declaredType": "image/png", "fileName": "a.png"
            """
                    .formatted(ID);
    private static final List<String> MESSAGE_FIELDS =
            List.of(
                    "/tenant",
                    "/origin",
                    "/platform",
                    "/profile",
                    "/eventId",
                    "/messageId",
                    "/conversationId",
                    "/channel",
                    "/occurredAt",
                    "/dedupKey",
                    "/attachments",
                    "/attachments/0/mediaId",
                    "/attachments/0/sizeBytes",
                    "/attachments/0/sha256",
                    "/attachments/1/mediaId");

    /** A record with every field there is, and which of them must be there. */
    enum Complete {
        STORED(
                TOPICS.stored(),
                "{%s, \"attachments\": [{%s}, {%s, \"refusal\": \"gone\"}]}"
                        .formatted(MESSAGE, KEPT, REFUSED),
                "/attachments/1/refusal"),
        FRESH(TOPICS.fresh(), STORED.json, "/attachments/1/refusal"),
        VERDICT(
                TOPICS.verdict(),
                """
                {%s, "attachments": [
                  {%s, "verdict": "accepted", "detectedType": "image/png", "kind": "image",
                   "facts": {"pages": 1, "width": 2, "height": 3, "durationMillis": 4,
                             "codec": "opus"},
                   "findings": ["type-mismatch"], "findingDetails": {"type-mismatch": "x"},
                   "custody": "released",
                   "cleanCopy": "aaaaaaaaaaaaaaaa-bbbbbbbbbbbbbbbb-dddddddddddddddd"},
                  {%s, "verdict": "refused", "reason": "gone"},
                  {%s, "verdict": "rejected", "detectedType": "a/b", "kind": "image",
                   "reason": "type-not-allowed", "detail": "not listed"},
                  {%s, "verdict": "unreadable", "detectedType": "a/b", "reason": "damaged-file",
                   "detail": "cut off"}]}
                """
                        .formatted(MESSAGE, KEPT, REFUSED, KEPT, KEPT),
                "/attachments/0/verdict",
                "/attachments/0/detectedType",
                "/attachments/0/kind",
                "/attachments/1/verdict",
                "/attachments/1/reason",
                "/attachments/2/mediaId",
                "/attachments/2/sizeBytes",
                "/attachments/2/sha256",
                "/attachments/2/verdict",
                "/attachments/2/detectedType",
                "/attachments/2/reason",
                "/attachments/3/mediaId",
                "/attachments/3/sizeBytes",
                "/attachments/3/sha256",
                "/attachments/3/verdict",
                "/attachments/3/reason"),
        COMMAND(
                TOPICS.command(),
                """
                {"commandId": "c", "tenant": "acme", "conversationId": "v", "channel": "web",
                 "to": "t", "from": "f", "text": "hello",
                 "attachment": {"mediaId": "m", "fileName": "a.png"},
                 "sendAfter": "2026-01-01T10:00:00Z", "expiresAt": "2026-01-01T11:00:00+01:00"}
                """,
                "/commandId",
                "/tenant",
                "/conversationId",
                "/attachment/mediaId"),
        RESULT(
                TOPICS.result(),
                """
                {"commandId": "c", "tenant": "acme", "conversationId": "v", "outcome": "failed",
                 "platformMessageId": "p", "platformMediaId": "q", "mediaId": "m",
                 "conversion": "image/png", "reason": "expired", "detail": "too late",
                 "fallbackText": "sorry", "completedAt": "2026-01-01T10:00:00.123456789Z"}
                """,
                "/commandId",
                "/tenant",
                "/conversationId",
                "/outcome",
                "/reason",
                "/completedAt"),
        AUDIT(
                TOPICS.audit(),
                """
                {"id": "i", "who": "gateway", "what": "media.stored",
                 "when": "2026-01-01T10:00:00Z", "tenant": "acme", "subject": "s",
                 "sha256": "%s", "outcome": "accepted"}
                """
                        .formatted("0".repeat(64)),
                "/id",
                "/who",
                "/what",
                "/when",
                "/subject",
                "/outcome");

        private final RecordCodec<?> codec;
        private final String json;
        private final Set<String> required;

        Complete(Topic<?> topic, String json, String... required) {
            this.codec = topic.codec();
            this.json = json;
            this.required = new HashSet<>(List.of(required));
            if (json.contains("dedupKey")) {
                this.required.addAll(MESSAGE_FIELDS);
            }
        }

        ObjectNode tree() {
            return (ObjectNode) read(json);
        }

        Object decode(JsonNode tree) {
            return codec.decode(tree.toString().getBytes(UTF_8));
        }
    }

    @Test
    void every_record_that_is_written_fits_its_schema_and_is_read_as_it_was() {
        for (int seed = 0; seed < 500; seed++) {
            var samples = new Samples(seed);
            assertSurvives(TOPICS.stored(), samples.stored());
            assertSurvives(TOPICS.fresh(), samples.stored());
            assertSurvives(TOPICS.verdict(), samples.verdict());
            assertSurvives(TOPICS.command(), samples.command());
            assertSurvives(TOPICS.result(), samples.result());
            assertSurvives(TOPICS.audit(), samples.audit());
        }
    }

    private static <V> void assertSurvives(Topic<V> topic, V value) {
        assertThat(topic.codec().decode(topic.codec().encode(value))).isEqualTo(value);
    }

    @Test
    void half_a_character_in_a_file_name_does_not_stop_a_record() {
        // Given
        String json = Complete.STORED.json.replace("a.png", "\\ud83d.png");
        StoredEvent event = TOPICS.stored().codec().decode(json.getBytes(UTF_8));

        // When
        byte[] encoded = TOPICS.stored().codec().encode(event);

        // Then
        assertThat(TOPICS.stored().codec().decode(encoded).attachments()).hasSize(2);
    }

    @ParameterizedTest
    @EnumSource
    void a_missing_field_is_poison_if_it_is_required_and_accepted_if_not(Complete complete) {
        var places = places(complete.tree());
        assertThat(places).containsAll(complete.required);
        for (String place : places) {
            // Given
            ObjectNode tree = complete.tree();
            if (!remove(tree, place)) {
                continue;
            }

            // When, Then
            if (complete.required.contains(place)) {
                assertThatThrownBy(() -> complete.decode(tree))
                        .as(place)
                        .isInstanceOf(PoisonRecordException.class)
                        .hasMessageContaining(place);
            } else {
                assertThatCode(() -> complete.decode(tree)).as(place).doesNotThrowAnyException();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_field_of_another_type_is_poison_that_is_named_and_not_quoted(Complete complete) {
        for (String place : places(complete.tree())) {
            // Given
            ObjectNode tree = complete.tree();
            JsonNode wrong =
                    tree.at(place).isObject()
                            ? TextNode.valueOf(CONTENT)
                            : Json.mapper().createObjectNode().put(CONTENT, true);
            replace(tree, place, wrong);

            // When, Then
            assertThatThrownBy(() -> complete.decode(tree))
                    .as(place)
                    .isInstanceOf(PoisonRecordException.class)
                    .hasNoCause()
                    .hasMessageContaining(place)
                    .hasMessageNotContaining(CONTENT);
        }
    }

    @ParameterizedTest
    @EnumSource
    void fields_that_the_schema_does_not_name_are_ignored(Complete complete) {
        // Given
        ObjectNode tree = complete.tree();
        Object before = complete.decode(tree);
        tree.put("addedLater", CONTENT);
        tree.path("attachments")
                .forEach(attachment -> ((ObjectNode) attachment).put("addedLater", CONTENT));

        // When
        Object after = complete.decode(tree);

        // Then
        assertThat(after).isEqualTo(before);
    }

    static Stream<byte[]> whatIsNoRecord() {
        return Stream.concat(
                Stream.of(
                                "",
                                "  \n",
                                "null",
                                "[]",
                                "7",
                                "{",
                                "{} {}",
                                "{}x",
                                CONTENT,
                                "\"" + CONTENT)
                        .map(text -> text.getBytes(UTF_8)),
                Stream.of(
                        new byte[] {'{', '"', (byte) 0xff, '"', ':', '1', '}'},
                        ("[".repeat(5_000) + "]".repeat(5_000)).getBytes(UTF_8),
                        ("{\"a\":" + "9".repeat(100_000) + "}").getBytes(UTF_8)));
    }

    @ParameterizedTest
    @MethodSource("whatIsNoRecord")
    void what_is_no_record_at_all_is_poison(byte[] bytes) {
        assertThatThrownBy(() -> TOPICS.stored().codec().decode(bytes))
                .isInstanceOf(PoisonRecordException.class)
                .hasNoCause()
                .hasMessageNotContaining(CONTENT);
    }

    @Test
    void a_record_without_a_value_is_poison() {
        assertThatThrownBy(() -> TOPICS.stored().codec().decode(null))
                .isInstanceOf(PoisonRecordException.class);
        assertThatThrownBy(() -> RecordCodec.RAW.decode(null))
                .isInstanceOf(PoisonRecordException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e400", "-1", "1.5", "9223372036854775808", "1e99999999"})
    void a_size_that_is_no_size_is_poison(String number) {
        // Given
        String json = Complete.STORED.json.replace("\"sizeBytes\": 3", "\"sizeBytes\": " + number);

        // When, Then
        assertThatThrownBy(() -> TOPICS.stored().codec().decode(json.getBytes(UTF_8)))
                .isInstanceOf(PoisonRecordException.class);
    }

    @Test
    void a_value_with_a_trailing_line_end_is_not_the_value() {
        // Given
        ObjectNode tree = Complete.STORED.tree();
        replace(tree, "/attachments/0/mediaId", TextNode.valueOf(ID + "\n"));

        // When, Then
        assertThatThrownBy(() -> Complete.STORED.decode(tree))
                .isInstanceOf(PoisonRecordException.class);
    }

    @ParameterizedTest
    @EnumSource(names = {"STORED", "VERDICT"})
    void a_tenant_that_no_settings_could_name_is_poison(Complete complete) {
        // Given
        ObjectNode tree = complete.tree();
        replace(tree, "/tenant", TextNode.valueOf("../globex"));

        // When, Then
        assertThatThrownBy(() -> complete.decode(tree)).isInstanceOf(PoisonRecordException.class);
    }

    static Stream<Map.Entry<String, List<String>>> words() {
        var verdicts = List.of("accepted", "rejected", "unreadable", "refused");
        return Stream.of(
                Map.entry("reason", names(ReasonCode.values())),
                Map.entry("refusal", List.of("too-large", "url-not-allowed", "gone")),
                Map.entry("origin", names(Origin.values())),
                Map.entry("platform", names(Platform.values())),
                Map.entry("profile", names(Profile.values())),
                Map.entry("kind", names(MediaKind.values())),
                Map.entry("custody", names(Custody.values())),
                Map.entry("outcome", names(Outcome.values())),
                Map.entry("verdict", verdicts));
    }

    @ParameterizedTest
    @MethodSource("words")
    void the_schemas_know_the_same_words_as_the_code(Map.Entry<String, List<String>> words) {
        // When
        var enums =
                TOPICS.all().stream()
                        .filter(topic -> topic.codec() != RecordCodec.RAW)
                        .map(topic -> topic.name().replace(".replay", ""))
                        .flatMap(name -> enums(schema(name), words.getKey()))
                        .toList();

        // Then
        assertThat(enums).isNotEmpty().allMatch(found -> found.equals(words.getValue()));
    }

    @Test
    void the_verdicts_schema_knows_the_findings_of_the_code() {
        // When
        JsonNode fields = schema("media.verdict.v1").at("/properties/attachments/items/properties");

        // Then
        var codes = names(FindingCode.values());
        assertThat(texts(fields.at("/findings/items/enum"))).isEqualTo(codes);
        assertThat(texts(fields.at("/findingDetails/propertyNames/enum"))).isEqualTo(codes);
    }

    /**
     * The words that a schema lists for a field, wherever in it; what conditions name is no list.
     */
    private static Stream<List<String>> enums(JsonNode schema, String field) {
        var here = schema.path("properties").path(field).path("enum");
        return Stream.concat(
                here.isArray() ? Stream.of(texts(here)) : Stream.empty(),
                schema.properties().stream()
                        .filter(below -> !below.getKey().equals("if"))
                        .map(Map.Entry::getValue)
                        .flatMap(below -> Stream.concat(Stream.of(below), elements(below)))
                        .flatMap(below -> enums(below, field)));
    }

    private static Stream<JsonNode> elements(JsonNode node) {
        return node.isArray() ? node.valueStream() : Stream.empty();
    }

    private static List<String> names(WireName[] constants) {
        return Arrays.stream(constants).map(WireName::wireName).toList();
    }

    private static List<String> texts(JsonNode array) {
        var texts = new ArrayList<String>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    private static JsonNode schema(String topic) {
        try (var in = SchemasTest.class.getResourceAsStream("/schemas/" + topic + ".json")) {
            return Json.mapper().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode read(String json) {
        try {
            return Json.mapper().readTree(json);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Pointers to everything below the root. */
    private static List<String> places(JsonNode tree) {
        var places = new ArrayList<String>();
        collect("", tree, places);
        return places;
    }

    private static void collect(String place, JsonNode node, List<String> places) {
        Function<String, String> below = name -> place + "/" + name;
        node.properties()
                .forEach(field -> {
                    places.add(below.apply(field.getKey()));
                    collect(below.apply(field.getKey()), field.getValue(), places);
                });
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            places.add(below.apply(Integer.toString(i)));
            collect(below.apply(Integer.toString(i)), node.get(i), places);
        }
    }

    /** Takes a field out; elements of a list stay. */
    private static boolean remove(ObjectNode tree, String place) {
        var pointer = JsonPointer.compile(place);
        boolean field = tree.at(pointer.head()).isObject();
        if (field) {
            ((ObjectNode) tree.at(pointer.head())).remove(pointer.last().getMatchingProperty());
        }
        return field;
    }

    private static void replace(ObjectNode tree, String place, JsonNode value) {
        var pointer = JsonPointer.compile(place);
        switch (tree.at(pointer.head())) {
            case ObjectNode object -> object.set(pointer.last().getMatchingProperty(), value);
            case ArrayNode array -> array.set(pointer.last().getMatchingIndex(), value);
            default -> throw new IllegalArgumentException(place);
        }
    }
}
