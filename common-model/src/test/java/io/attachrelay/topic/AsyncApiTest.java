package io.attachrelay.topic;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.attachrelay.model.DedupKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

/** The AsyncAPI document says what the code does. */
class AsyncApiTest {

    private static final TopicCatalog TOPICS = new TopicCatalog("");
    private static final JsonNode DOCUMENT = document();

    @Test
    void it_is_a_document_of_asyncapi_3() {
        assertThat(mistakes(DOCUMENT)).isEmpty();
    }

    @Test
    void a_mistake_in_it_would_be_noticed() {
        // Given
        ObjectNode broken = DOCUMENT.deepCopy();

        // When
        ((ObjectNode) broken.at("/operations/publishStored")).remove("channel");
        ((ObjectNode) broken.at("/channels/mediaStored/bindings/kafka")).put("partitions", "six");

        // Then
        assertThat(mistakes(broken))
                .anyMatch(m -> m.contains("/operations/publishStored"))
                .anyMatch(m -> m.contains("/channels/mediaStored/bindings/kafka"));
    }

    private static List<String> mistakes(JsonNode document) {
        try (var in = AsyncApiTest.class.getResourceAsStream("/asyncapi/3.0.0.json")) {
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
                    .getSchema(in, InputFormat.JSON)
                    .validate(document)
                    .stream()
                    .map(error -> error.getInstanceLocation() + ": " + error.getMessage())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void its_channels_are_the_catalogs_topics() {
        // Given
        var documented = new HashMap<String, List<String>>();

        // When
        DOCUMENT.path("channels")
                .forEach(channel -> documented.put(address(channel), settings(channel)));

        // Then
        assertThat(DOCUMENT.path("channels")).hasSize(documented.size());
        assertThat(documented)
                .containsExactlyInAnyOrderEntriesOf(
                        TOPICS.all().stream().collect(toMap(Topic::name, AsyncApiTest::settings)));
    }

    private static String address(JsonNode channel) {
        return channel.path("address").asText();
    }

    private static List<String> settings(JsonNode channel) {
        JsonNode kafka = channel.at("/bindings/kafka");
        return List.of(
                kafka.path("partitions").asText(),
                kafka.path("topicConfiguration").path("retention.ms").asText());
    }

    private static List<String> settings(Topic<?> topic) {
        return List.of(
                Integer.toString(topic.partitions()), Long.toString(topic.retention().toMillis()));
    }

    @Test
    void each_channels_message_refers_to_the_schema_that_the_code_checks() {
        DOCUMENT.path("channels")
                .forEach(channel -> {
                    // Given
                    String topic = address(channel).replace(".replay", "");

                    // When
                    JsonNode messages = channel.path("messages");
                    JsonNode message = resolve(messages.elements().next());

                    // Then
                    assertThat(messages).hasSize(1);
                    if (topic.endsWith(".dlq")) {
                        assertThat(message.path("name").asText()).isEqualTo("dead letter");
                    } else {
                        String file = message.at("/payload/schema/$ref").asText();
                        assertThat(file).isEqualTo("schemas/" + topic + ".json");
                        assertThat(getClass().getResource("/" + file)).isNotNull();
                        assertThat(message.path("name").asText())
                                .isEqualTo("io.attachrelay." + topic);
                    }
                });
    }

    @Test
    void its_headers_are_those_that_are_written() {
        // Given
        var written = new RecordHeaders();
        var time = Instant.parse("2026-01-01T10:00:00Z");
        var key = new DedupKey("k");
        var mark = new ReplayMark("r", true);

        // When
        new EventHeaders("i", "t", "s", "u", time, "d", "p", key, mark).writeTo(written);

        // Then
        var names = new HashSet<String>();
        written.forEach(header -> names.add(header.key()));
        // The replay tool adds it to its copies.
        names.add("ar_replay_of");
        assertThat(documentedHeaders("EventHeaders")).isEqualTo(names);
    }

    private static Set<String> documentedHeaders(String schema) {
        var names = new HashSet<String>();
        DOCUMENT.at("/components/schemas/" + schema)
                .path("allOf")
                .forEach(part ->
                        resolve(part).path("properties").fieldNames().forEachRemaining(names::add));
        return names;
    }

    @Test
    void every_reference_leads_somewhere() {
        var references = DOCUMENT.findValuesAsText("$ref");
        assertThat(references).isNotEmpty();
        for (String reference : references) {
            boolean found =
                    reference.startsWith("#")
                            ? !DOCUMENT.at(reference.substring(1)).isMissingNode()
                            : AsyncApiTest.class.getResource("/" + reference) != null;
            assertThat(found).as(reference).isTrue();
        }
    }

    private static JsonNode resolve(JsonNode node) {
        String reference = node.path("$ref").asText();
        return reference.isEmpty() ? node : DOCUMENT.at(reference.substring(1));
    }

    private static JsonNode document() {
        try (var in = AsyncApiTest.class.getResourceAsStream("/asyncapi.yaml")) {
            return new YAMLMapper().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
