package io.attachrelay.validator.inspect.policy;

import org.jspecify.annotations.Nullable;

/**
 * A type that a row allows.
 *
 * @param type its canonical name
 * @param codec the only codec that is allowed; {@code null} for any
 */
record AllowedType(String type, @Nullable String codec) {

    private static final String CODECS = "codecs=";

    /** Reads a type as RFC 6381 writes it, such as {@code audio/ogg; codecs=opus}. */
    static AllowedType parse(String text, TypeNames names) {
        String[] parts = text.split(";", 2);
        String parameter = parts.length == 2 ? parts[1].strip() : "";
        if (!parameter.isEmpty() && !parameter.startsWith(CODECS)) {
            throw new IllegalArgumentException("names something else than codecs");
        }
        String type = names.canonical(parts[0]);
        if (!names.knows(type)) {
            throw new IllegalArgumentException("is a type without a row among the types");
        }
        return new AllowedType(
                type, parameter.isEmpty() ? null : parameter.substring(CODECS.length()));
    }

    boolean covers(String someType, @Nullable String someCodec) {
        return type.equals(someType) && (codec == null || codec.equals(someCodec));
    }

    @Override
    public String toString() {
        return codec == null ? type : type + "; " + CODECS + codec;
    }
}
