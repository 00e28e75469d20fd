package io.attachrelay.validator.inspect.deep;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Addresses that a person may click in a document: decision 0032 says which are plain. In a PDF and
 * in an Office file the same ones are.
 */
public final class Links {

    // A browser, a mail program or a telephone opens these. Any other scheme starts whatever
    // program has it: ms-msdt (CVE-2022-30190), search-ms, ms-word.
    private static final Set<String> PLAIN =
            Set.of("http", "https", "mailto", "tel", "sms", "ftp", "ftps", "callto", "sip", "sips");
    // An address without a scheme may have a port: www.example.com:8080/x.
    private static final Pattern HOST_AND_PORT =
            Pattern.compile("[a-z0-9-]+(\\.[a-z0-9-]+)+:[0-9]{1,5}([/?#].*)?", Pattern.DOTALL);
    // What a domain may end in (com, app, sh) is left out: a link may lack its scheme.
    private static final Set<String> PROGRAMS =
            Set.of(
                    "exe", "scr", "pif", "bat", "cmd", "msi", "msp", "cpl", "dll", "jse", "vbs",
                    "vbe", "wsf", "wsh", "hta", "ps1", "jar", "lnk", "chm", "scf", "inf", "reg");
    // As names of files these are programs as well, and discs that show themselves.
    private static final Set<String> MORE_PROGRAMS =
            Set.of(
                    "com",
                    "js",
                    "url",
                    "iso",
                    "img",
                    "vhd",
                    "xll",
                    "application",
                    "settingcontent-ms");

    private Links() {}

    /** Whether it is within the document or opened as a page, a letter or a call. */
    public static boolean isPlain(String address) {
        String plain = Place.normal(address);
        Matcher scheme = Place.SCHEME.matcher(plain);
        return scheme.matches()
                ? PLAIN.contains(scheme.group(1)) || HOST_AND_PORT.matcher(plain).matches()
                : !plain.startsWith("//");
    }

    /** What is wrong with a link's target, in words that do not tell it. */
    public static Optional<String> complaint(String target) {
        if (Place.isShare(target)) {
            return Optional.of("a share");
        }
        if (Place.isFile(target)) {
            return isProgram(target) ? Optional.of("a program") : Optional.empty();
        }
        if (!isPlain(target)) {
            return Optional.of(Place.scheme(target));
        }
        return !Place.isElsewhere(target) && PROGRAMS.contains(ending(target))
                ? Optional.of("a program")
                : Optional.empty();
    }

    /** Whether a file of this name is started by a double click. */
    public static boolean isProgram(String fileName) {
        String ending = ending(fileName);
        return PROGRAMS.contains(ending) || MORE_PROGRAMS.contains(ending);
    }

    private static String ending(String name) {
        return name.substring(name.lastIndexOf('.') + 1).strip().toLowerCase(Locale.ROOT);
    }
}
