package io.attachrelay.validator.inspect.deep.script;

import io.attachrelay.validator.inspect.detect.Content;
import io.attachrelay.validator.inspect.detect.StoppableText;
import java.util.regex.Pattern;

/**
 * Cells of a table in text that call a program by DDE
 * (https://owasp.org/www-community/attacks/CSV_Injection).
 */
final class TableFormulas {

    // Where a cell begins. All repetitions have bounds: a text may be made of begins.
    private static final String BEGIN = "(?:^|[,;\t\"'])[ ]{0,8}";

    // Whatever the program is: forfiles|'/c calc'!A0, with or without a path; or LibreOffice's
    // function.
    private static final Pattern CALL =
            Pattern.compile(
                    BEGIN
                            + "(?:[=+\\-@][^\\n|]{0,200}?[\\w)]'?\\|[ ]{0,4}'[^\\n']{0,400}'!"
                            + "|=[^\\n|'\"]{0,200}?\\w\\|[^\\n|! ]{1,200}!"
                            + "|=[^\\n,;]{0,80}?\\bDDE\\()",
                    Pattern.MULTILINE | Pattern.CASE_INSENSITIVE);

    // A well-known program, whatever follows its bar. Tabs begin cells, so only blanks may follow:
    // a run of tabs would be gone through from each.
    private static final Pattern KNOWN_PROGRAM =
            Pattern.compile(
                    "(?:^|[,;\\t\"']) *[=+\\-@][\\w\\s+*/()\"-]{0,40}?\\b(?:cmd|powershell|mshta|rundll32"
                            + "|regsvr32|wscript|cscript|msexcel|winword)(?:\\.exe)?\\s*\\|",
                    Pattern.MULTILINE | Pattern.CASE_INSENSITIVE);

    private TableFormulas() {}

    /**
     * Whether a text has one; most have none of the signs that it needs.
     *
     * @param content whose text it is
     */
    static boolean callProgram(String text, Content content) {
        CharSequence table = new StoppableText(text, content);
        boolean bar = text.indexOf('|') >= 0;
        return bar && callKnownProgram(table)
                || (bar || text.indexOf('=') >= 0) && CALL.matcher(table).find();
    }

    /** Whether a cell calls a program by a well-known name. */
    static boolean callKnownProgram(CharSequence table) {
        return KNOWN_PROGRAM.matcher(table).find();
    }
}
