package io.attachrelay.validator.inspect;

import io.attachrelay.model.Sha256;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a note on an examination, which is all that there is of it.
 *
 * @param bytes that are examined
 * @param number tells apart examinations of the same bytes
 * @param alone whether no other examination was under way
 */
record NoteName(Sha256 bytes, long number, boolean alone) {

    private static final Pattern FORM =
            Pattern.compile("([0-9a-f]{64})\\.([0-9]{1,18})\\.(alone|beside)");

    /** The name that {@link #text} made; empty if it is something else's. */
    static Optional<NoteName> parse(Path file) {
        Matcher name = FORM.matcher(String.valueOf(file.getFileName()));
        return name.matches()
                ? Optional.of(
                        new NoteName(
                                new Sha256(name.group(1)),
                                Long.parseLong(name.group(2)),
                                name.group(3).equals("alone")))
                : Optional.empty();
    }

    String text() {
        return bytes + "." + number + (alone ? ".alone" : ".beside");
    }
}
