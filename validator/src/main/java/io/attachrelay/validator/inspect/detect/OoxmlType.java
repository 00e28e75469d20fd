package io.attachrelay.validator.inspect.detect;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The type of an Office Open XML file, from its list of content types: that of the main part
 * without {@code .main+xml}. The file type of a variant with macros ends with {@code .12}.
 */
final class OoxmlType {

    private static final Pattern MAIN =
            Pattern.compile(
                    "contenttype\\s*=\\s*[\"']"
                            + "(application/vnd\\.(?:openxmlformats-officedocument|ms-[a-z]+)\\.[a-z.]+)"
                            + "\\.main(?:\\+xml)?[\"']");
    private static final String MACRO_PART = "application/vnd.ms-office.vbaproject";
    private static final String MACROS = ".macroenabled";
    private static final Map<String, String> WITH_MACROS =
            Map.of(
                    "wordprocessingml", "application/vnd.ms-word.document.macroenabled.12",
                    "spreadsheetml", "application/vnd.ms-excel.sheet.macroenabled.12",
                    "presentationml", "application/vnd.ms-powerpoint.presentation.macroenabled.12");

    private OoxmlType() {}

    /**
     * @param contentTypes the text of {@code [Content_Types].xml}
     * @param macros whether the file has a part named like a macro project
     */
    static Optional<String> of(String contentTypes, boolean macros) {
        String types = contentTypes.toLowerCase(Locale.ROOT);
        List<String> main =
                MAIN.matcher(types).results().map((MatchResult found) -> found.group(1)).toList();
        boolean active = macros || types.contains(MACRO_PART);
        return main.stream()
                .filter(type -> type.contains(MACROS))
                .map(type -> type.substring(0, type.indexOf(MACROS)) + MACROS + ".12")
                .findFirst()
                .or(() -> main.stream().findFirst().map(type -> active ? withMacros(type) : type));
    }

    private static String withMacros(String type) {
        return WITH_MACROS.entrySet().stream()
                .filter(family -> type.contains(family.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(type);
    }
}
