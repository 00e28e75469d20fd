package io.attachrelay.model;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Deterministic names derived from the platforms' identifiers, so that no customer data stands in a
 * key.
 */
final class Identifiers {

    private static final char[] BASE32 = "abcdefghijklmnopqrstuvwxyz234567".toCharArray();

    private Identifiers() {}

    /** The first 80 bits of the hash over {@code parts}: 16 characters of lower-case base32. */
    static String base32Of80Bits(String... parts) {
        byte[] hash = hash(parts);
        StringBuilder text = new StringBuilder(16);
        for (int bit = 0; bit < 80; bit += 5) {
            int window = (hash[bit / 8] & 0xff) << 8 | hash[bit / 8 + 1] & 0xff;
            text.append(BASE32[window >> (11 - bit % 8) & 31]);
        }
        return text.toString();
    }

    /** The first 128 bits of the hash over {@code parts}: 32 hexadecimal digits. */
    static String hexOf128Bits(String... parts) {
        return HexFormat.of().formatHex(Arrays.copyOf(hash(parts), 16));
    }

    /** Each part is preceded by its length, so that ("ab", "c") and ("a", "bc") differ. */
    private static byte[] hash(String... parts) {
        MessageDigest digest = Sha256.newDigest();
        for (String part : parts) {
            byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
            digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
            digest.update(bytes);
        }
        return digest.digest();
    }
}
