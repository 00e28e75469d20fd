package io.attachrelay.validator.inspect.detect;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Strict decoding of text: what has one wrong byte or a control character is none. */
public final class PlainText {

    private static final Charset WINDOWS = Charset.forName("windows-1252");
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private PlainText() {}

    private record Decoded(Optional<String> text) {}

    /** The first 64 KB as text, if these and the last 64 KB are. */
    public static Optional<String> of(Content content) {
        return content.once(Decoded.class, c -> new Decoded(read(c))).text();
    }

    private static Optional<String> read(Content content) {
        byte[] head = content.head();
        boolean whole = head.length == content.size();
        if (whole && isAscii(head)) {
            return Optional.of(new String(head, StandardCharsets.ISO_8859_1));
        }
        if (!isWide(head) && hasControl(head)) {
            return Optional.empty();
        }
        for (Charset charset : charsets(head)) {
            Optional<String> text = decode(head, charset);
            if (text.isPresent()) {
                return whole || endsAsText(content, charset) ? text : Optional.empty();
            }
        }
        return Optional.empty();
    }

    private static boolean endsAsText(Content content, Charset charset) {
        // On an even offset, so that two-byte characters stay whole.
        byte[] tail =
                content.read((content.size() - Content.HEAD_BYTES) & ~1L, Content.HEAD_BYTES + 1);
        return decode(fromWholeCharacter(tail, charset), charset).isPresent();
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

    /** Those that it may be written in; the first that fits is taken. */
    private static List<Charset> charsets(byte[] head) {
        if (startsWith(head, 0xff, 0xfe)) {
            return List.of(StandardCharsets.UTF_16LE);
        }
        return startsWith(head, 0xfe, 0xff)
                ? List.of(StandardCharsets.UTF_16BE)
                : List.of(StandardCharsets.UTF_8, WINDOWS);
    }

    private static boolean startsWith(byte[] bytes, int first, int second) {
        return bytes.length > 1 && bytes[0] == (byte) first && bytes[1] == (byte) second;
    }

    /** A character that is cut off at the end is no fault: more may follow. */
    private static Optional<String> decode(byte[] bytes, Charset charset) {
        var decoder =
                charset.newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT);
        CharBuffer text = CharBuffer.allocate(bytes.length);
        if (decoder.decode(ByteBuffer.wrap(bytes), text, false).isError() || hasControl(text)) {
            return Optional.empty();
        }
        return Optional.of(withoutMark(text.flip().toString()));
    }

    private static boolean hasControl(CharBuffer text) {
        char[] characters = text.array();
        for (int i = 0; i < text.position(); i++) {
            if (isControl(characters[i])) {
                return true;
            }
        }
        return false;
    }

    private static boolean isControl(int c) {
        return c < ' ' && c != '\t' && c != '\n' && c != '\r' && c != '\f' || c == 0x7f;
    }

    private static String withoutMark(String text) {
        return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
    }

    private static byte[] fromWholeCharacter(byte[] bytes, Charset charset) {
        int start = 0;
        while (charset.equals(StandardCharsets.UTF_8)
                && start < Math.min(3, bytes.length)
                && (bytes[start] & 0xc0) == 0x80) {
            start++;
        }
        return Arrays.copyOfRange(bytes, start, bytes.length);
    }
}
