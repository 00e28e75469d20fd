package io.attachrelay.validator.inspect.claim;

import io.attachrelay.model.Finding;
import io.attachrelay.model.FindingCode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A name that is shown other than it is. Marks for the direction of writing that names in Arabic or
 * Hebrew have, and joiners within emoji and Indic words, mislead nobody.
 */
final class MisleadingName implements ClaimCheck {

    // Four times what a file system takes. The search for tricks goes on for minutes in a longer
    // one.
    private static final int LONGEST_NAME = 1024;
    // Most names are so, and none of the tricks is.
    private static final Pattern PLAIN = Pattern.compile("[\\w-]++(?:\\.[\\w-]++)*+");

    private static final String BLANK =
            "[\\s\\u00a0\\u1680\\u2000-\\u200a\\u2028-\\u202f\\u205f\\u2800\\u3000\\u3164]";

    private static final List<Map.Entry<Pattern, String>> TRICKS =
            List.of(
                    // Embeddings, overrides and isolates: Unicode Standard Annex 9, section 2.
                    trick("[\\u202a-\\u202e\\u2066-\\u2069]", "a change of direction"),
                    trick("[\\x00-\\x1f\\x7f-\\x9f]", "a control character"),
                    trick("[\\u200b\\u2060-\\u2064\\ufeff\\u00ad]", "a character without width"),
                    trick(
                            "[\\u200c\\u200d]\\.|\\.[^.]*[\\u200c\\u200d][^.]*$",
                            "a joiner at the extension"),
                    // Leader, small, full width and Lisu dots.
                    trick("[\\u2024\\uff0e\\ufe52\\ua4f8]", "a letter that looks like a dot"),
                    trick(
                            BLANK + "{4,}\\S*\\.[^.]*$|\\." + BLANK + "+[^.]*\\S$",
                            "blanks before the extension"),
                    trick("[. ]$", "a dot or blank at the end"),
                    trick("\\.\\w*[a-zA-Z]\\w*:|::", "a stream behind a colon"));

    @Override
    public FindingCode finds() {
        return FindingCode.MISLEADING_NAME;
    }

    @Override
    public Optional<Finding> look(Claims claims, @Nullable String type, long sizeBytes) {
        String name = claims.fileName();
        return name == null || PLAIN.matcher(name).matches()
                ? Optional.empty()
                : trick(name).map(words -> new Finding(FindingCode.MISLEADING_NAME, words));
    }

    private static Optional<String> trick(String name) {
        if (name.length() > LONGEST_NAME) {
            return Optional.of("more than is shown of a name");
        }
        return TRICKS.stream()
                .filter(trick -> trick.getKey().matcher(name).find())
                .map(Map.Entry::getValue)
                .findFirst();
    }

    private static Map.Entry<Pattern, String> trick(String pattern, String words) {
        return Map.entry(Pattern.compile(pattern), words);
    }
}
