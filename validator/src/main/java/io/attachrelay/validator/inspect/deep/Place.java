package io.attachrelay.validator.inspect.deep;

import java.util.Locale;
import java.util.regex.Pattern;

/** Where a document says that something is. */
public final class Place {

    /** Of what {@link #normal} returns; the first group is the scheme. A drive's letter is none. */
    static final Pattern SCHEME = Pattern.compile("([a-z][a-z0-9+.-]+):.*", Pattern.DOTALL);

    private static final String FILE = "file:";

    private Place() {}

    /**
     * Whether it is neither in the document nor on the reader's own disks: an address of any
     * scheme, or a share.
     */
    public static boolean isElsewhere(String target) {
        String place = normal(target);
        return isShare(place) || SCHEME.matcher(place).matches() && !place.startsWith(FILE);
    }

    /** Whether it is a share, which is asked with the reader's Windows password. */
    public static boolean isShare(String target) {
        String place = normal(target);
        String path = place.startsWith(FILE) ? place.substring(FILE.length()) : place;
        long slashes = path.chars().takeWhile(c -> c == '/').count();
        boolean drive = path.length() > slashes + 1 && isColon(path.charAt((int) slashes + 1));
        // file:///etc/x is on this machine, file://host/x and file:////host/x are not.
        return !drive && (slashes == 2 || slashes > 3);
    }

    private static boolean isColon(char c) {
        return c == ':' || c == '|';
    }

    /** Whether it is a file by its address, wherever. */
    public static boolean isFile(String target) {
        return normal(target).startsWith(FILE);
    }

    /** An address may be anybody's secret; of one this tells the scheme, or that it is a share. */
    public static String scheme(String target) {
        int colon = target.indexOf(':');
        return isShare(target) || colon < 0
                ? "a share"
                : target.substring(0, colon).strip().toLowerCase(Locale.ROOT);
    }

    static String normal(String target) {
        return target.strip().toLowerCase(Locale.ROOT).replace('\\', '/');
    }
}
