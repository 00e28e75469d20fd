package io.attachrelay.deploy.testkit.clamd;

import java.nio.charset.StandardCharsets;

/**
 * The harmless file that every antivirus takes for malware, so that its work can be tested; see
 * eicar.org.
 */
public final class Eicar {

    // Joined when asked for: neither the sources nor the compiled classes hold the whole text, or
    // an antivirus on a developer's machine would take them away.
    private static final String BEGIN = "X5O!P%@AP[4\\PZX54(P^)7CC)7}";
    private static final String END = "$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*";

    private Eicar() {}

    /** Its 68 bytes. */
    public static byte[] bytes() {
        return BEGIN.concat(END).getBytes(StandardCharsets.US_ASCII);
    }
}
