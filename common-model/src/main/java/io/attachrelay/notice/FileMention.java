package io.attachrelay.notice;

import org.jspecify.annotations.Nullable;

/** The file that a notice is about, as far as there is one. */
public sealed interface FileMention {

    /**
     * A file with a name.
     *
     * @param name as it may be shown: made safe by whoever asks for the notice
     */
    record Named(String name) implements FileMention {}

    /** A file without a name. */
    record Nameless() implements FileMention {}

    /** No file. */
    record NoFile() implements FileMention {}

    /** A file whose name, if it has one, may be shown. */
    static FileMention of(@Nullable String name) {
        return name == null ? new Nameless() : new Named(name);
    }

    /** The form of a text that speaks of it. */
    default String form() {
        return switch (this) {
            case Named _ -> "named";
            case Nameless _ -> "nameless";
            case NoFile _ -> "no-file";
        };
    }
}
