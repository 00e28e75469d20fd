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
    // Read where Windows' own has no letter, Japanese before Chinese.
    private static final List<Charset> OTHERS =
            List.of(Charset.forName("windows-31j"), Charset.forName("GB18030"));
    private static final int LEAST_ASIAN = 4;
    private static final int ESCAPE = 0x1b;
    private static final int END_OF_DOS = 0x1a;
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
        if (WideText.charset(head).isEmpty() && hasControl(head)) {
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
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] >= 0 && isControl(bytes[i]) && !isHarmless(bytes, i)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Colours of a terminal, and how DOS ended its texts; browsers call the former text as well.
     */
    private static boolean isHarmless(byte[] bytes, int at) {
        boolean last = at == bytes.length - 1;
        return bytes[at] == END_OF_DOS && last
                || bytes[at] == ESCAPE && !last && bytes[at + 1] == '[';
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
        Optional<Charset> wide = WideText.charset(head);
        if (wide.isPresent()) {
            return wide.get();
        }
        if (decode(head, StandardCharsets.UTF_8).isPresent()) {
            return StandardCharsets.UTF_8;
        }
        return OTHERS.stream()
                .filter(_ -> decode(head, WINDOWS).isEmpty())
                .filter(other -> decode(head, other).filter(PlainText::isAsian).isPresent())
                .findFirst()
                .orElse(WINDOWS);
    }

    /**
     * Many bytes would do for a character of that many thousands; words have several, and no
     * others.
     */
    private static boolean isAsian(String text) {
        long others = text.chars().filter(c -> c > 0x7f).count();
        long asian =
                text.chars()
                        .filter(c -> c >= 0x3000 && c < 0xa000 || c >= 0xff00 && c < 0xfff0)
                        .count();
        return asian >= LEAST_ASIAN && asian == others;
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
        return hasControl(decoded) ? Optional.empty() : Optional.of(withoutMark(decoded));
    }

    private static boolean hasControl(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean last = i == text.length() - 1;
            boolean harmless =
                    c == END_OF_DOS && last || c == ESCAPE && !last && text.charAt(i + 1) == '[';
            if (isControl(c) && !harmless) {
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
}
