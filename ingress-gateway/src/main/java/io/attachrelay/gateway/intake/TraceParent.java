package io.attachrelay.gateway.intake;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * W3C trace context, which ties a record to the request that caused it.
 *
 * @param value as it stands in the header {@code traceparent}
 */
public record TraceParent(String value) {

    /** Version 00, whose ids must not be all zeros; other versions may mean something else. */
    private static final Pattern FORM =
            Pattern.compile("00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");

    /** What the request says, or a new trace if it says nothing that is valid. */
    public static TraceParent of(@Nullable String header) {
        return header != null && FORM.matcher(header).matches() ? new TraceParent(header) : fresh();
    }

    private static TraceParent fresh() {
        byte[] ids = new byte[24];
        ThreadLocalRandom.current().nextBytes(ids);
        // An id of zeros only is invalid.
        ids[0] |= 1;
        ids[16] |= 1;
        HexFormat hex = HexFormat.of();
        return new TraceParent(
                "00-" + hex.formatHex(ids, 0, 16) + "-" + hex.formatHex(ids, 16, 24) + "-01");
    }
}
