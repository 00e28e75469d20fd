package io.attachrelay.validator.inspect.detect;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Strict decoding of text: what has one wrong byte or a control character is none. */
public final class PlainText {

    private static final Charset WINDOWS = Charset.forName("windows-1252");
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private static final Decoded NONE = new Decoded(Optional.empty(), List.of());

    private PlainText() {}

    private record Decoded(Optional<String> text, List<String> behind) {}

    /**
     * The first 64 KB as text, if all is that is looked at: the whole of up to 448 KB, and of more
     * the end and samples.
     */
    public static Optional<String> of(Content content) {
        return decoded(content).text();
    }

    /** All that is looked at of a text, part by part; nothing of what is none. */
    public static List<String> parts(Content content) {
        Decoded decoded = decoded(content);
        return Stream.concat(decoded.text().stream(), decoded.behind().stream()).toList();
    }

    private static Decoded decoded(Content content) {
        return content.once(Decoded.class, PlainText::read);
    }

    private static Decoded read(Content content) {
        byte[] head = content.head();
        if (head.length == content.size() && isAscii(head)) {
            return new Decoded(
                    Optional.of(new String(head, StandardCharsets.ISO_8859_1)), List.of());
        }
        if (!isWide(head) && hasControl(head)) {
            return NONE;
        }
        Charset charset = charset(head);
        Optional<String> text = decode(head, charset);
        if (text.isEmpty() || content.size() <= head.length) {
            return new Decoded(text, List.of());
        }
        // The first letter that says how they are coded may stand behind.
        return LongText.parts(content, charset)
                .or(() -> isAscii(head) ? LongText.parts(content, WINDOWS) : Optional.empty())
                .map(behind -> new Decoded(text, behind))
                .orElse(NONE);
    }

    /** What is no text mostly shows it early, before anything is decoded. */
    private static boolean hasControl(byte[] bytes) {
        for (byte b : bytes) {
            if (b >= 0 && isControl(b)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isWide(byte[] bytes) {
        return startsWith(bytes, 0xff, 0xfe) || startsWith(bytes, 0xfe, 0xff);
    }

    /** Most texts are; of them nothing has to be decoded. */
    private static boolean isAscii(byte[] bytes) {
        for (byte b : bytes) {
            if (b < 0 || isControl(b)) {
                return false;
            }
        }
        return true;
    }

    private static Charset charset(byte[] head) {
        if (startsWith(head, 0xff, 0xfe)) {
            return StandardCharsets.UTF_16LE;
        }
        if (startsWith(head, 0xfe, 0xff)) {
            return StandardCharsets.UTF_16BE;
        }
        return decode(head, StandardCharsets.UTF_8).isPresent() ? StandardCharsets.UTF_8 : WINDOWS;
    }

    private static boolean startsWith(byte[] bytes, int first, int second) {
        return bytes.length > 1 && bytes[0] == (byte) first && bytes[1] == (byte) second;
    }

    /** A character that is cut off at the end is no fault: more may follow. */
    static Optional<String> decode(byte[] bytes, Charset charset) {
        var decoder =
                charset.newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT);
        CharBuffer text = CharBuffer.allocate(bytes.length);
        if (decoder.decode(ByteBuffer.wrap(bytes), text, false).isError()) {
            return Optional.empty();
        }
        String decoded = text.flip().toString();
        return decoded.chars().anyMatch(PlainText::isControl)
                ? Optional.empty()
                : Optional.of(withoutMark(decoded));
    }

    private static boolean isControl(int c) {
        return c < ' ' && c != '\t' && c != '\n' && c != '\r' && c != '\f' || c == 0x7f;
    }

    private static String withoutMark(String text) {
        return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
    }
}
