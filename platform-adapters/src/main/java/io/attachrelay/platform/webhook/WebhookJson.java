package io.attachrelay.platform.webhook;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.attachrelay.platform.ParsedWebhook;
import java.io.IOException;

/**
 * From a webhook's bytes to what they say: one JSON object and nothing behind it, nested 64 levels
 * at most, with names of at most 1,024 characters and numbers of at most 100. A string may be as
 * long as the body. Of a key that stands twice in an object the last one counts, as in every
 * browser: the signature covers both.
 */
public final class WebhookJson {

    /** Eight times what any event of the platforms has. */
    private static final int DEEPEST = 64;

    private static final int LONGEST_NAME = 1024;
    private static final int LONGEST_NUMBER = 100;

    private static final ObjectReader READER =
            new JsonMapper(
                            JsonFactory.builder()
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxNestingDepth(DEEPEST)
                                                    .maxNameLength(LONGEST_NAME)
                                                    .maxNumberLength(LONGEST_NUMBER)
                                                    .build())
                                    // Names that others invent do not belong in the JVM's own
                                    // table.
                                    .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                                    .build())
                    .reader()
                    .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private WebhookJson() {}

    /** One vendor's way to read an event. */
    @FunctionalInterface
    public interface Reading {
        ParsedWebhook read(EventObject event) throws MalformedEventException;
    }

    /** Reads {@code body}; never throws. */
    public static ParsedWebhook parse(byte[] body, Reading reading) {
        try {
            return reading.read(new EventObject("", tree(body)));
        } catch (MalformedEventException e) {
            return new ParsedWebhook.Malformed(e.complaint());
        }
    }

    private static JsonNode tree(byte[] body) throws MalformedEventException {
        try {
            JsonNode root = READER.readTree(body);
            if (root.isObject()) {
                return root;
            }
        } catch (IOException _) {
            // the parser's message would quote the body
        }
        throw new MalformedEventException("the body is no JSON object");
    }
}
