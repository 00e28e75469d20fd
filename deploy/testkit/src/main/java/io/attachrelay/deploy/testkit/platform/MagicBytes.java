package io.attachrelay.deploy.testkit.platform;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The first bytes by which the platforms check what an upload says of itself. */
final class MagicBytes {

    /** As many bytes as any check looks at. */
    static final int LENGTH = 8;

    private static final String ZIP = "application/zip";
    private static final Set<String> CHECKED =
            Set.of("image/png", "image/jpeg", "image/gif", "application/pdf", ZIP);

    private MagicBytes() {}

    /** The type that the first bytes tell, or null when they tell none. */
    static @Nullable String detect(byte[] head) {
        var text = new String(head, StandardCharsets.ISO_8859_1);
        if (text.startsWith("\u0089PNG\r\n\u001a\n")) {
            return "image/png";
        } else if (text.startsWith("\u00ff\u00d8\u00ff")) {
            return "image/jpeg";
        } else if (text.startsWith("GIF87a") || text.startsWith("GIF89a")) {
            return "image/gif";
        } else if (text.startsWith("%PDF-")) {
            return "application/pdf";
        }
        return text.startsWith("PK\u0003\u0004") ? ZIP : null;
    }

    /** Whether a part may declare this type for bytes that tell the other. */
    static boolean agree(String declared, @Nullable String detected) {
        if (ZIP.equals(detected)) {
            // Office files, e-books and archives of programs are all zip files inside.
            return declared.equals(ZIP)
                    || declared.startsWith("application/") && !isChecked(declared);
        }
        return detected == null ? !isChecked(declared) : declared.equals(detected);
    }

    private static boolean isChecked(String type) {
        return CHECKED.contains(type);
    }
}
