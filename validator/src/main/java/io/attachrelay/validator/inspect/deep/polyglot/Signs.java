package io.attachrelay.validator.inspect.deep.polyglot;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What only people put into a file of another type. Each is long enough that it does not come by
 * chance: in 128 KB of noise the likeliest of them comes once in 100,000 files.
 */
final class Signs {

    // RAR and 7-Zip search for theirs, since it may follow a program; a cabinet's; a shortcut's.
    private static final List<String> ARCHIVES =
            List.of(
                    "Rar!\u001a\7",
                    "7z\u00bc\u00af'\u001c",
                    "MSCF\0\0\0\0",
                    "L\0\0\0\1\u0014\2\0\0\0\0\0\u00c0\0\0\0");
    private static final Pattern ELF =
            Pattern.compile(
                    "\u007fELF[\1\2][\1\2]\1.{9}[\1-\4]\0|\u007fELF[\1\2][\1\2]\1.{9}\0[\1-\4]",
                    Pattern.DOTALL);
    private static final int PE_POINTER = 60;
    private static final int FARTHEST_PE = 4_096;

    // In lower case, each behind an opening bracket.
    private static final List<String> CODE = List.of("?php", "hta:application");
    private static final List<String> MARKUP =
            List.of("script", "html", "iframe", "!doctype html", "meta http-equiv");
    private static final String PHAR = "__halt_compiler";

    // Bright pixels beside dark ones look like the brackets, but not like a call behind them.
    private static final Pattern ECHO =
            Pattern.compile(
                    "<\\?=\\s{0,9}[@(!]{0,3}(?:[a-z_\\\\][\\w\\\\]{2,40}\\s{0,9}\\(|\\$[a-z_{]"
                            + "|`[\\x20-\\x7e]{2,100}`)",
                    Pattern.CASE_INSENSITIVE);
    private static final Pattern SERVER_PAGE =
            Pattern.compile(
                    "<%[\\x20-\\x7e\\s]{0,200}?[a-z]{3,40}\\s{0,3}[(.\"=][\\x20-\\x7e\\s]{0,400}?%>",
                    Pattern.CASE_INSENSITIVE);

    // Within a tag, from its bracket on.
    private static final int LONGEST_TAG = 300;
    private static final Pattern PROGRAM =
            Pattern.compile("\\s{0,9}[\"']?\\s{0,9}(?:java|vb)script:", Pattern.CASE_INSENSITIVE);
    private static final Pattern HANDLER =
            Pattern.compile("[\\s/\"']on[a-z]{3,20}\\s{0,9}", Pattern.CASE_INSENSITIVE);
    private static final int LONGEST_HANDLER = 32;
    private static final Pattern DRAWING = Pattern.compile("<svg[\\s/>]", Pattern.CASE_INSENSITIVE);

    private static final Optional<String> NOTHING = Optional.empty();

    private Signs() {}

    /** A program, an archive, code or markup, in words. */
    static Optional<String> any(String latin1) {
        return foreign(latin1).or(() -> marks(latin1, true));
    }

    /** The same without markup, of which documents may speak. */
    static Optional<String> inDocuments(String latin1) {
        return foreign(latin1).or(() -> marks(latin1, false));
    }

    private static Optional<String> foreign(String text) {
        if (ARCHIVES.stream().anyMatch(text::contains)) {
            return Optional.of("it holds an archive");
        }
        boolean elf = text.contains("\u007fELF") && ELF.matcher(text).find();
        return elf || hasWindowsProgram(text)
                ? Optional.of("it holds a program")
                : Optional.empty();
    }

    /** The old header points at the new one. */
    private static boolean hasWindowsProgram(String text) {
        for (int at = text.indexOf("PE\0\0"); at >= 0; at = text.indexOf("PE\0\0", at + 1)) {
            int from = Math.max(0, at - FARTHEST_PE);
            for (int mz = text.indexOf("MZ", from);
                    mz >= 0 && mz < at;
                    mz = text.indexOf("MZ", mz + 1)) {
                if (mz + PE_POINTER + 4 <= at && number(text, mz + PE_POINTER) == at - mz) {
                    return true;
                }
            }
        }
        return false;
    }

    private static int number(String text, int at) {
        return text.charAt(at)
                | text.charAt(at + 1) << 8
                | text.charAt(at + 2) << 16
                | text.charAt(at + 3) << 24;
    }

    /** A text, since the machine looks for a character in a text many bytes at a time. */
    private static Optional<String> marks(String text, boolean markup) {
        int last = text.length() - 2;
        for (int at = text.indexOf('<'); at >= 0 && at <= last; at = text.indexOf('<', at + 1)) {
            Optional<String> mark = bracket(text, at, markup);
            if (mark.isPresent()) {
                return mark;
            }
        }
        for (int at = text.indexOf("__"); at >= 0; at = text.indexOf("__", at + 1)) {
            if (text.regionMatches(true, at, PHAR, 0, PHAR.length())) {
                return Optional.of("a phar");
            }
        }
        return Optional.empty();
    }

    /** In noise most brackets are ruled out by what stands behind them. */
    private static Optional<String> bracket(String text, int at, boolean markup) {
        char next = text.charAt(at + 1);
        if (next == '?') {
            return mark(text, at, CODE)
                    .or(() -> fits(ECHO, text, at) ? Optional.of("it holds <?=") : NOTHING);
        }
        if (next == '%') {
            return markup && fits(SERVER_PAGE, text, at) ? Optional.of("it holds <%") : NOTHING;
        }
        if (next != '!' && !isLetter(next)) {
            return NOTHING;
        }
        Optional<String> mark = mark(text, at, CODE);
        return markup && mark.isEmpty() ? tag(text, at) : mark;
    }

    private static Optional<String> tag(String text, int at) {
        Optional<String> mark = mark(text, at, MARKUP);
        if (mark.isEmpty() && (fits(DRAWING, text, at) || isActive(text, at))) {
            return Optional.of("it holds an active tag");
        }
        return mark;
    }

    private static boolean isLetter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }

    /** Whether a tag has a handler or an address that is a program. */
    private static boolean isActive(String text, int at) {
        int end = isLetter(text.charAt(at + 1)) ? Math.min(text.length(), at + LONGEST_TAG) : 0;
        for (int i = at + 1; i < end; i++) {
            char c = text.charAt(i);
            if (c == '<' || c == '>') {
                return false;
            }
            if (c == '=' && (fits(PROGRAM, text, i + 1) || isHandler(text, at, i))) {
                return true;
            }
        }
        return false;
    }

    /** A name with a blank, a slash or a quote before it. */
    private static boolean isHandler(String text, int tag, int assignment) {
        Matcher name = HANDLER.matcher(text);
        for (int i = assignment - 1; i > Math.max(tag, assignment - LONGEST_HANDLER - 1); i--) {
            if ((text.charAt(i) | 0x20) == 'o' && name.region(i - 1, assignment).matches()) {
                return true;
            }
        }
        return false;
    }

    private static Optional<String> mark(String text, int bracket, List<String> marks) {
        for (String mark : marks) {
            if (text.regionMatches(true, bracket + 1, mark, 0, mark.length())) {
                return Optional.of("it holds <" + mark);
            }
        }
        return NOTHING;
    }

    private static boolean fits(Pattern pattern, String text, int at) {
        Matcher matcher = pattern.matcher(text);
        return matcher.region(at, text.length()).lookingAt();
    }
}
