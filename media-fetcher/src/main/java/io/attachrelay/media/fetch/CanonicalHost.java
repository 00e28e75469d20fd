package io.attachrelay.media.fetch;

import java.util.regex.Pattern;

/**
 * Hosts that every parser reads alike. What the WHATWG's URL standard, which browsers and Node
 * follow, would rewrite or refuse is none: other spellings of an IPv4 address, and the ASCII form
 * of international names, whose validity takes tables to tell. No platform's media host has one.
 */
final class CanonicalHost {

    /** A name that ends so is an IPv4 address to the standard, or nothing. */
    private static final Pattern NUMBER_LAST =
            Pattern.compile("(?:.*\\.)?(?:[0-9]+|0x[0-9a-f]*)\\.?");

    private static final String BYTE = "(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])";

    private static final Pattern IPV4 = Pattern.compile(BYTE + "(?:\\." + BYTE + "){3}");

    private static final Pattern INTERNATIONAL = Pattern.compile("(?:.*\\.)?xn--.*");

    private CanonicalHost() {}

    /**
     * @param name in lower case, of ASCII letters, digits and {@code -._} only
     */
    static boolean isName(String name) {
        return !NUMBER_LAST.matcher(name).matches() && !INTERNATIONAL.matcher(name).matches();
    }

    static boolean isIpv4(String text) {
        return IPV4.matcher(text).matches();
    }
}
