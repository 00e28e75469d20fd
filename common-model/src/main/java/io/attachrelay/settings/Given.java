package io.attachrelay.settings;

import java.util.List;

/** What was given for a key, before anyone asks for its type, and where it stands. */
sealed interface Given {

    /** Where it stands, in words: a file and line, a variable. */
    String origin();

    /** One scalar, exactly as it was written. */
    record Text(String text, String origin) implements Given {

        /** Hides the text: it may be a secret. */
        @Override
        public String toString() {
            return "text from " + origin;
        }
    }

    /** A list of scalars. */
    record Items(List<String> items, String origin) implements Given {
        public Items {
            items = List.copyOf(items);
        }

        /** Hides the items: they may be secrets. */
        @Override
        public String toString() {
            return "list from " + origin;
        }
    }

    /** Files that hold a secret each; read when the secret is asked for. */
    record Files(List<String> paths, String origin) implements Given {
        public Files {
            paths = List.copyOf(paths);
        }
    }

    /** A key with nothing after it; the same as no key, unless it names a tenant. */
    record Nothing(String origin) implements Given {}
}
