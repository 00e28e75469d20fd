package io.attachrelay.topic;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.attachrelay.model.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Collectors;

/**
 * JSON that must fit the topic's JSON Schema, found on the class path as {@code
 * /schemas/<topic>.json}. What breaks the schema is a poison record; fields that the schema does
 * not name are ignored.
 */
final class JsonCodec<V> implements RecordCodec<V> {

    private static final SchemaRegistry SCHEMAS =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    private final Class<V> type;
    private final Schema schema;

    JsonCodec(String topic, Class<V> type) {
        this.type = type;
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
    public V decode(byte[] bytes) {
        JsonNode tree = parse(bytes);
        List<Error> errors = schema.validate(tree);
        if (!errors.isEmpty()) {
            throw new PoisonRecordException("breaks its schema: " + summary(errors));
        }
        try {
            return Json.mapper().treeToValue(tree, type);
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw new PoisonRecordException(
                    "fits its schema, but is no " + type.getSimpleName(), e);
        }
    }

    private static JsonNode parse(byte[] bytes) {
        try {
            return Json.mapper().readTree(bytes);
        } catch (IOException e) {
            throw new PoisonRecordException("is not JSON", e);
        }
    }

    private static String summary(List<Error> errors) {
        return errors.stream()
                .map(e -> e.getInstanceLocation() + " (" + e.getKeyword() + ")")
                .distinct()
                .limit(10)
                .collect(Collectors.joining(", "));
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
