package io.attachrelay.model;

import org.jspecify.annotations.Nullable;

/**
 * What an inspection learnt about an attachment, each {@code null} when not known.
 *
 * @param pages of a document
 * @param width in pixels
 * @param height in pixels
 * @param durationMillis of audio or video
 * @param codec of sound, such as {@code opus}, or of a film's pictures, such as {@code h264}
 */
public record MediaFacts(
        @Nullable Integer pages,
        @Nullable Integer width,
        @Nullable Integer height,
        @Nullable Long durationMillis,
        @Nullable String codec) {

    /** Nothing is known. */
    public static final MediaFacts NONE = new MediaFacts(null, null, null, null, null);
}
