package io.attachrelay.validator.inspect.deep.polyglot;

import java.nio.charset.Charset;
import java.util.function.IntUnaryOperator;

/**
 * Whether a file that begins as a picture or sound begins a script as well: its first bytes are a
 * name, and a comment or a text hides the rest. It is gone through sign by sign (ECMA-262, section
 * 12) until one comes that no script may have there, which in a real picture is soon.
 */
final class JavaScript {

    // Enough for a call; in noise they follow a closed comment once in 300 files that have one.
    private static final int ENOUGH = 8;

    private static final String SIGNS = "{}()[];,<>+-*%&|^!~?:=.\\/";
    private static final String BEFORE_PATTERN = "{}([;,<>+-*%&|^!~?:=";
    private static final String SPACES = "\t\n\u000b\f\r \u00a0\u2028\u2029\ufeff";
    private static final String LINE_ENDS = "\n\r\u2028\u2029";

    // Pages name any of these as their scripts' coding; browsers take Latin-1 for Windows'.
    private static final String WINDOWS = new String(allBytes(), Charset.forName("windows-1252"));

    private final IntUnaryOperator letters;
    private final int length;
    private int at;
    private int last = ';';
    private boolean closed;
    private boolean acts;
    private int code;

    private JavaScript(IntUnaryOperator letters, int length) {
        this.letters = letters;
        this.length = length;
    }

    /**
     * Whether a browser that is told so would run it.
     *
     * @param whole whether these are all bytes of the file
     */
    static boolean isBegunBy(byte[] head, boolean whole) {
        return new JavaScript(i -> WINDOWS.charAt(head[i] & 0xff), head.length).runs(whole)
                || new JavaScript(i -> wide(head[2 * i + 1], head[2 * i]), head.length / 2)
                        .runs(whole)
                || new JavaScript(i -> wide(head[2 * i], head[2 * i + 1]), head.length / 2)
                        .runs(whole);
    }

    private static byte[] allBytes() {
        byte[] all = new byte[256];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) i;
        }
        return all;
    }

    private static int wide(byte high, byte low) {
        return (high & 0xff) << 8 | low & 0xff;
    }

    private boolean runs(boolean whole) {
        if (startsWith("#!")) {
            skipLine();
        } else if (!isWord(letter(0))) {
            return false;
        }
        while (at < length) {
            if (!step()) {
                return isEnough();
            }
        }
        return acts && whole || isEnough();
    }

    private boolean isEnough() {
        return closed && acts && code >= ENOUGH;
    }

    /** Goes behind a word, a sign, a comment or a text; false if none of them stands here. */
    private boolean step() {
        int c = letter(at);
        if (SPACES.indexOf(c) >= 0) {
            at++;
            return true;
        }
        if (startsWith("/*")) {
            return close(skipComment());
        }
        if (startsWith("//") || startsWith("<!--")) {
            skipLine();
            return close(true);
        }
        boolean pattern = c == '/' && BEFORE_PATTERN.indexOf(last) >= 0;
        if (c == '"' || c == '\'' || c == '`' || pattern) {
            acts |= c == '`';
            last = 'x';
            return close(skipText(c));
        }
        return sign(c);
    }

    private boolean sign(int c) {
        if (!isWord(c) && SIGNS.indexOf(c) < 0) {
            return false;
        }
        acts |= c == '=' || c == '(';
        code += closed ? 1 : 0;
        last = c;
        at++;
        return true;
    }

    private boolean close(boolean found) {
        closed |= found;
        return found;
    }

    private boolean skipComment() {
        for (at += 2; at < length; at++) {
            if (startsWith("*/")) {
                at += 2;
                return true;
            }
        }
        return false;
    }

    private void skipLine() {
        while (at < length && LINE_ENDS.indexOf(letter(at)) < 0) {
            at++;
        }
    }

    /** A text ends on its line, but for one in backticks. */
    private boolean skipText(int quote) {
        for (at++; at < length; at++) {
            int c = letter(at);
            if (c == quote) {
                at++;
                return true;
            }
            if (c == '\\') {
                at++;
            } else if (quote != '`' && LINE_ENDS.indexOf(c) >= 0) {
                return false;
            }
        }
        return false;
    }

    private boolean startsWith(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (at + i >= length || letter(at + i) != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private int letter(int index) {
        return index < length ? letters.applyAsInt(index) : 0;
    }

    private static boolean isWord(int c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '$';
    }
}
