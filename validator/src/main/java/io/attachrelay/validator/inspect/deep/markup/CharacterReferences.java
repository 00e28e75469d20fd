package io.attachrelay.validator.inspect.deep.markup;

import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Character references in attributes (HTML, section 13.5), of those names that hide an address. */
final class CharacterReferences {

    private static final Pattern REFERENCE =
            Pattern.compile(
                    "&(?:#x([0-9a-f]{1,8})|#([0-9]{1,9})|([a-z]+));?", Pattern.CASE_INSENSITIVE);
    private static final Map<String, String> NAMED =
            Map.of(
                    "lt", "<", "gt", ">", "amp", "&", "quot", "\"", "apos", "'", "tab", "\t",
                    "newline", "\n", "colon", ":", "sol", "/", "lpar", "(");

    private CharacterReferences() {}

    static String decode(String value) {
        return value.indexOf('&') < 0
                ? value
                : REFERENCE.matcher(value).replaceAll(CharacterReferences::character);
    }

    private static String character(MatchResult reference) {
        String decoded;
        if (reference.group(1) != null) {
            decoded = character(Long.parseLong(reference.group(1), 16));
        } else if (reference.group(2) != null) {
            decoded = character(Long.parseLong(reference.group(2)));
        } else {
            String name = reference.group(3).toLowerCase(Locale.ROOT);
            decoded = NAMED.getOrDefault(name, reference.group());
        }
        return Matcher.quoteReplacement(decoded);
    }

    private static String character(long code) {
        return code <= Character.MAX_CODE_POINT ? Character.toString((int) code) : "";
    }
}
