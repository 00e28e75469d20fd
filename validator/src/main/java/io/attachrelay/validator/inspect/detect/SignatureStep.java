package io.attachrelay.validator.inspect.detect;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** First bytes that leave no doubt, and what else has to be looked at where they leave one. */
final class SignatureStep implements DetectionStep {

    // Sizes that the header of a Windows bitmap may have.
    private static final Set<Integer> BMP_HEADERS = Set.of(12, 16, 40, 52, 56, 64, 108, 124);

    private static final Set<Integer> EOT_VERSIONS = Set.of(0x10000, 0x20001, 0x20002);

    private static final Map<String, String> RIFF =
            Map.of(
                    "WEBP", "image/webp",
                    "WAVE", "audio/vnd.wave",
                    "AVI ", "video/x-msvideo",
                    "QLCM", "audio/qcelp");

    @Override
    public Optional<Detected> detect(Content content) {
        byte[] head = content.read(0, Signature.REACH);
        if (head.length < 4) {
            return Optional.empty();
        }
        return riff(content, head)
                .or(() -> bmp(content, head))
                .or(() -> font(content))
                .or(() ->
                        Signature.likely(head[0])
                                .filter(signature -> signature.fits(head))
                                .map(Signature::type)
                                .findFirst())
                .map(type -> special(type, content))
                .map(Detected::type);
    }

    /** RIFF, and RIFX with the greatest byte first. */
    private static Optional<String> riff(Content content, byte[] head) {
        if (head[0] != 'R' || !content.has(0, "RIFF") && !content.has(0, "RIFX")) {
            return Optional.empty();
        }
        return RIFF.entrySet().stream()
                .filter(kind -> content.has(8, kind.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    private static Optional<String> bmp(Content content, byte[] head) {
        ByteBuffer header = content.littleEndian(14, 4);
        return head[0] == 'B'
                        && head[1] == 'M'
                        && header.limit() == 4
                        && BMP_HEADERS.contains(header.getInt())
                ? Optional.of("image/bmp")
                : Optional.empty();
    }

    /** Embedded OpenType (W3C member submission of 2008): a version, and a mark behind 34 bytes. */
    private static Optional<String> font(Content content) {
        ByteBuffer head = content.littleEndian(8, 4);
        boolean known = head.limit() == 4 && EOT_VERSIONS.contains(head.getInt());
        return known && content.has(34, "LP")
                ? Optional.of("application/vnd.ms-fontobject")
                : Optional.empty();
    }

    private static String special(String type, Content content) {
        return switch (type) {
            case "image/png" -> isAnimated(content) ? "image/apng" : type;
            case "image/jpeg" -> JpegSegments.of(content).isJpegLs() ? "image/jls" : type;
            default -> type;
        };
    }

    /** The chunk that says so stands before the image data, and as a rule behind the header. */
    private static boolean isAnimated(Content content) {
        long at = 8;
        while (at < Content.HEAD_BYTES && !content.has(at + 4, "IDAT")) {
            if (content.has(at + 4, "acTL")) {
                return true;
            }
            ByteBuffer length = content.bigEndian(at, 4);
            if (length.limit() < 4) {
                return false;
            }
            at += 12 + Integer.toUnsignedLong(length.getInt());
        }
        return false;
    }
}
