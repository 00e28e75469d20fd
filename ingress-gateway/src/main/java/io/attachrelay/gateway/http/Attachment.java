package io.attachrelay.gateway.http;

import java.nio.charset.StandardCharsets;

/** Names a file in {@code Content-Disposition} (RFC 6266, RFC 8187). */
final class Attachment {

    /** What RFC 8187 lets stand beside letters and digits. */
    private static final String PLAIN = "!#$&+-.^_`|~";

    private Attachment() {}

    /**
     * Lets a browser save and never show: the name in ASCII for old clients, then as it is.
     *
     * @param fileName without control characters
     */
    static String disposition(String fileName) {
        String ascii = fileName.replaceAll("[^A-Za-z0-9._ -]", "_");
        return "attachment; filename=\"" + ascii + "\"; filename*=UTF-8''" + encoded(fileName);
    }

    private static String encoded(String fileName) {
        StringBuilder text = new StringBuilder();
        for (byte b : fileName.getBytes(StandardCharsets.UTF_8)) {
            if (isPlain((char) (b & 0xff))) {
                text.append((char) b);
            } else {
                text.append("%%%02X".formatted(b));
            }
        }
        return text.toString();
    }

    private static boolean isPlain(char c) {
        return c >= 'A' && c <= 'Z'
                || c >= 'a' && c <= 'z'
                || c >= '0' && c <= '9'
                || PLAIN.indexOf(c) >= 0;
    }
}
