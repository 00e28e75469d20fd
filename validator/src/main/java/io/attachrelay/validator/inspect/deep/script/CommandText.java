package io.attachrelay.validator.inspect.deep.script;

import io.attachrelay.validator.inspect.detect.Content;
import io.attachrelay.validator.inspect.detect.StoppableText;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Texts in no language that some program follows all the same when they are opened by its name:
 * set-up files, connections, symbolic links, lines of commands, what is hidden from readers.
 */
enum CommandText {
    /** Excel 4 macros in SYLK. */
    SHEET(
            "a sheet with commands",
            "id;",
            "\\AID;",
            "^O;[^\\r\\n]{0,80}\\bE\\b|^NN;N\\s*Auto_"
                    + "|;E[^;\\r\\n]{0,256}?(?:\\b(?:EXEC|CALL|REGISTER|RUN|FOPEN|DDE)\\s*\\(|\\|)"),
    /** Windows runs a section of it. */
    SET_UP(
            "a set-up file",
            "signature",
            "",
            "^\\s{0,9}Signature\\s*=\\s*\"?\\$(?:Chicago|Windows (?:NT|95))\\$"),
    CONNECTION(
            "a remote connection",
            ":s:",
            "",
            "^(?:full address|alternate shell|remoteapplication(?:program|cmdline)):s:"),
    ENCODED("an encoded script", "#@~^", "", "#@~\\^[\\w+/]{6}=="),
    /** mshta looks for it anywhere. */
    APPLICATION("an HTML application", "<hta:", "", "<hta:application\\b"),
    /** A program of letters alone; blanks before it are harmless commands. */
    TEST_FILE("the test file of antivirus programs", "x5o!p%@ap", "\\A\\s{0,128}X5O!P%@AP\\[4", ""),
    /** No text has this word for a bracket. */
    HIDDEN_MARKUP("markup in UTF-7", "+adw-", "", "\\+ADw-(?:script|html|svg|img|iframe|body|/|!)"),
    ONE_LINE(
            "JavaScript",
            ";",
            "\\A\\s*(?:var|let|const)\\s+[\\w$]{1,40}\\s*=[^\\r\\n;]{1,400};[^\\r\\n(]{0,400}\\([^\\r\\n]*[;)}]\\s*$",
            ""),
    IMPORT("Python", "__import__", "", "^[ \\t]*__import__\\s*\\("),
    /** Those that fetch, start or delete; other lines are words about them. */
    COMMANDS("commands of a shell", "", "", "") {
        @Override
        boolean fits(String text, String lower, Content content) {
            if (VERBS.stream().noneMatch(lower::contains)) {
                return false;
            }
            List<String> lines = text.lines().filter(l -> !l.isBlank()).limit(MOST_LINES).toList();
            long commands = lines.stream().filter(l -> COMMAND.matcher(l).lookingAt()).count();
            return commands > 0 && commands * 2 >= lines.size();
        }
    };

    private static final int MOST_LINES = 200;
    private static final List<String> VERBS =
            List.of(
                    "certutil",
                    "bitsadmin",
                    "mshta",
                    "regsvr32",
                    "rundll32",
                    "wscript",
                    "cscript",
                    "msiexec",
                    "powershell",
                    "pwsh",
                    "iwr",
                    "saps",
                    "iex",
                    "rm -",
                    "nc -");
    private static final Pattern COMMAND =
            Pattern.compile(
                    "[ \\t@>]*(?:start\\s+)?(?:(?:certutil|bitsadmin|mshta|regsvr32|rundll32|wscript"
                            + "|cscript|msiexec|powershell|pwsh|iwr|saps|iex)(?:\\.exe)?\\s[^\\r\\n]{0,400}?"
                            + "(?:https?:|\\\\\\\\|%temp%|\\$env:|\\s-e(?:nc\\w*)?\\s|javascript:)"
                            + "|rm\\s+-[a-z]*r[a-z]*\\s+[~/*.]|nc\\s+-\\w*e)",
                    Pattern.CASE_INSENSITIVE);

    private final String words;
    private final String hint;
    private final Pattern begin;
    private final Pattern somewhere;

    CommandText(String words, String hint, String begin, String somewhere) {
        int flags = Pattern.MULTILINE | Pattern.CASE_INSENSITIVE;
        this.words = words;
        this.hint = hint;
        this.begin = Pattern.compile(begin, flags);
        this.somewhere = Pattern.compile(somewhere, flags);
    }

    /** What a text is, in words; empty for one that nothing follows. */
    static Optional<String> of(String text, Content content) {
        String lower = text.toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(kind -> kind.fits(text, lower, content))
                .findFirst()
                .map(kind -> kind.words);
    }

    boolean fits(String text, String lower, Content content) {
        return lower.contains(hint)
                && begin.matcher(new StoppableText(text, content)).lookingAt()
                && somewhere.matcher(new StoppableText(text, content)).find();
    }
}
