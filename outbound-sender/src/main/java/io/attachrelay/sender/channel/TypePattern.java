package io.attachrelay.sender.channel;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A type as rows name it.
 *
 * @param type a MIME type in lower case, or {@code *} for any
 * @param codec the only codec that is meant; {@code null} for any
 */
public record TypePattern(String type, @Nullable String codec) {

    private static final String ANY = "*";
    private static final String CODECS = "codecs=";
    private static final Pattern MIME =
            Pattern.compile("[a-z0-9][a-z0-9!#$&^_.+-]*/[a-z0-9!#$&^_.+-]+");

    /**
     * Reads a type as RFC 6381 writes it, such as {@code audio/ogg; codecs=opus}.
     *
     * @param canonical gives a type's one name
     * @throws IllegalArgumentException if it is none
     */
    static TypePattern parse(String text, UnaryOperator<String> canonical) {
        String[] parts = text.split(";", 2);
        String parameter = parts.length == 2 ? parts[1].strip() : "";
        if (!parameter.isEmpty() && !parameter.startsWith(CODECS)) {
            throw new IllegalArgumentException("names something else than codecs");
        }
        String type = canonical.apply(parts[0].strip());
        if (!type.equals(ANY) && !MIME.matcher(type).matches()) {
            throw new IllegalArgumentException("is no MIME type such as image/png");
        }
        return new TypePattern(
                type, parameter.isEmpty() ? null : parameter.substring(CODECS.length()));
    }

    /**
     * Whether a file is meant.
     *
     * @param someCodec {@code null} if it is not known
     */
    boolean covers(String someType, @Nullable String someCodec) {
        return names(someType) && (codec == null || codec.equals(someCodec));
    }

    /** Whether files of a type may be meant. */
    boolean names(String someType) {
        return type.equals(ANY) || type.equals(someType);
    }

    @JsonValue
    @Override
    public String toString() {
        return codec == null ? type : type + "; " + CODECS + codec;
    }
}
