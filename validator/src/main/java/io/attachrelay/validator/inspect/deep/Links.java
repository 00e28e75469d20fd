package io.attachrelay.validator.inspect.deep;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Addresses that a person may click in a document. */
public final class Links {

    // A browser, a mail program or a telephone opens these. Any other scheme starts whatever
    // program has it: ms-msdt (CVE-2022-30190), search-ms, ms-word.
    private static final Set<String> PLAIN =
            Set.of("http", "https", "mailto", "tel", "sms", "ftp", "ftps", "callto", "sip", "sips");
    // A drive's letter is no scheme.
    private static final Pattern SCHEME = Pattern.compile("([a-z][a-z0-9+.-]+):.*", Pattern.DOTALL);

    private Links() {}

    /** Whether it is within the document or opened as a page, a letter or a call. */
    public static boolean isPlain(String address) {
        String plain = address.strip().toLowerCase(Locale.ROOT).replace('\\', '/');
        Matcher scheme = SCHEME.matcher(plain);
        return scheme.matches() ? PLAIN.contains(scheme.group(1)) : !plain.startsWith("//");
    }
}
