package io.attachrelay.deploy.testkit.platform;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * One way in which a download goes wrong. A wrong size or type in the event is no fault of the
 * download: see {@link MediaItem#declaringSize(long)}.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "fault")
@JsonSubTypes({
    @JsonSubTypes.Type(value = MediaFault.Expired.class, name = "expired"),
    @JsonSubTypes.Type(value = MediaFault.Gone.class, name = "gone"),
    @JsonSubTypes.Type(value = MediaFault.Unavailable.class, name = "unavailable"),
    @JsonSubTypes.Type(value = MediaFault.TooManyRequests.class, name = "too-many-requests"),
    @JsonSubTypes.Type(value = MediaFault.Redirect.class, name = "redirect"),
    @JsonSubTypes.Type(value = MediaFault.Slow.class, name = "slow"),
    @JsonSubTypes.Type(value = MediaFault.Drip.class, name = "drip"),
    @JsonSubTypes.Type(value = MediaFault.Silent.class, name = "silent"),
    @JsonSubTypes.Type(value = MediaFault.StallAfter.class, name = "stall"),
    @JsonSubTypes.Type(value = MediaFault.CutAfter.class, name = "cut"),
    @JsonSubTypes.Type(value = MediaFault.Chunked.class, name = "chunked"),
    @JsonSubTypes.Type(value = MediaFault.ChunkedCutAfter.class, name = "chunked-cut"),
    @JsonSubTypes.Type(value = MediaFault.Endless.class, name = "endless"),
    @JsonSubTypes.Type(value = MediaFault.Gzipped.class, name = "gzipped")
})
public sealed interface MediaFault {

    /** The platform answers without any byte of the medium. */
    sealed interface Refusal extends MediaFault {}

    /** The platform starts to answer with the medium and does not do it well. */
    sealed interface Distortion extends MediaFault {}

    /** The signed URL has expired: 403. */
    record Expired() implements Refusal {}

    /** The platform has deleted the medium: 404. */
    record Gone() implements Refusal {}

    /** 503, with {@code Retry-After} unless null. */
    record Unavailable(@Nullable Integer retryAfterSeconds) implements Refusal {
        /** Without {@code Retry-After}. */
        public Unavailable() {
            this(null);
        }
    }

    /** 429, with {@code Retry-After} unless null. */
    record TooManyRequests(@Nullable Integer retryAfterSeconds) implements Refusal {}

    /** 302 to another address. */
    record Redirect(URI location) implements Refusal {}

    /** The whole body at so many bytes a second. */
    record Slow(long bytesPerSecond) implements Distortion {
        public Slow {
            if (bytesPerSecond <= 0) {
                throw new IllegalArgumentException("bytesPerSecond must be positive");
            }
        }
    }

    /** So many bytes a second until the fault is healed, then the rest at once. */
    record Drip(long bytesPerSecond) implements Distortion {
        public Drip {
            if (bytesPerSecond <= 0) {
                throw new IllegalArgumentException("bytesPerSecond must be positive");
            }
        }
    }

    /** The headers, then nothing until the fault is healed; the connection stays open. */
    record Silent() implements Distortion {}

    /** So many bytes of the body, then nothing until the fault is healed, then the rest. */
    record StallAfter(long bytes) implements Distortion {}

    /** {@code Content-Length} of the whole body, so many bytes of it, then the end. */
    record CutAfter(long bytes) implements Distortion {}

    /** The whole body without a {@code Content-Length}. */
    record Chunked() implements Distortion {}

    /** So many bytes in chunks, then the end without the last chunk. */
    record ChunkedCutAfter(long bytes) implements Distortion {}

    /** The body over and over, in chunks, until the client ends it. */
    record Endless() implements Distortion {}

    /** The whole body compressed by {@code Content-Encoding: gzip}, though nobody asked for it. */
    record Gzipped() implements Distortion {}
}
