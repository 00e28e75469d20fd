package io.attachrelay.topic;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.attachrelay.model.FindingCode;
import io.attachrelay.model.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * JSON that must fit the topic's JSON Schema, found on the class path as {@code
 * /schemas/<topic>.json}. What breaks the schema is a poison record, whose complaint names places
 * and never quotes the content; fields that the schema does not name are ignored.
 */
final class JsonCodec<V> implements RecordCodec<V> {

    private static final ObjectReader READER =
            Json.mapper().reader().with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    /** Names within it that are no words of ours come from the record: they may be content. */
    private static final Pattern FREE_NAME =
            Pattern.compile(
                    Stream.of(FindingCode.values())
                            .map(FindingCode::wireName)
                            .collect(Collectors.joining("|", "(/findingDetails/)(?!(?:", ")$).*")));

    private static final SchemaRegistry SCHEMAS =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    private final Class<V> type;
    private final ObjectReader reader;
    private final Schema schema;

    JsonCodec(String topic, Class<V> type) {
        this.type = type;
        this.reader = Json.mapper().readerFor(type);
        this.schema = load("/schemas/" + topic + ".json");
    }

    @Override
    public byte[] encode(V value) {
        try {
            return Json.mapper().writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public V decode(byte @Nullable [] bytes) {
        JsonNode tree = bytes == null ? MissingNode.getInstance() : parse(bytes);
        if (tree.isMissingNode()) {
            throw new PoisonRecordException("has no value");
        }
        requireSchema(tree);
        try {
            return reader.readValue(tree);
        } catch (IOException | IllegalArgumentException e) {
            throw new PoisonRecordException(
                    "fits its schema, but is no " + type.getSimpleName() + place(e));
        }
    }

    private static JsonNode parse(byte[] bytes) {
        try {
            return READER.readTree(bytes);
        } catch (IOException _) {
            throw new PoisonRecordException("is not JSON");
        }
    }

    /** A validator that fails on some bytes will fail on them again: that is poison as well. */
    private void requireSchema(JsonNode tree) {
        List<Error> errors;
        try {
            errors = schema.validate(tree);
        } catch (RuntimeException _) {
            throw new PoisonRecordException("can't be compared with its schema");
        }
        if (!errors.isEmpty()) {
            throw new PoisonRecordException("breaks its schema: " + summary(errors));
        }
    }

    private static String summary(List<Error> errors) {
        return errors.stream()
                .map(JsonCodec::place)
                .distinct()
                .limit(10)
                .collect(Collectors.joining(", "));
    }

    private static String place(Error error) {
        String missing = error.getProperty() == null ? "" : "/" + error.getProperty();
        String place = FREE_NAME.matcher(error.getInstanceLocation() + missing).replaceFirst("$1*");
        return place + " (" + error.getKeyword() + ")";
    }

    private static String place(Exception failure) {
        return failure instanceof JsonMappingException mapping
                ? mapping.getPath().stream()
                        .map(step ->
                                "/"
                                        + (step.getFieldName() == null
                                                ? step.getIndex()
                                                : step.getFieldName()))
                        .collect(Collectors.joining("", " at ", ""))
                : "";
    }

    private static Schema load(String resource) {
        try (InputStream in = JsonCodec.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("no schema on the class path: " + resource);
            }
            return SCHEMAS.getSchema(in, InputFormat.JSON);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
