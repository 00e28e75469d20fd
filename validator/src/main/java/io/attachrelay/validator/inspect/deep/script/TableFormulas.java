package io.attachrelay.validator.inspect.deep.script;

import java.util.regex.Pattern;

/**
 * Cells of a table in text that call a program by DDE, whatever the program is: {@code forfiles|'/c
 * calc'!A0}, with or without a path, or LibreOffice's function
 * (https://owasp.org/www-community/attacks/CSV_Injection).
 */
final class TableFormulas {

    // Where a cell begins. All repetitions have bounds: a text may be made of begins.
    private static final String BEGIN = "(?:^|[,;\t\"'])[ ]{0,8}";

    private static final Pattern CALL =
            Pattern.compile(
                    BEGIN
                            + "(?:[=+\\-@][^\\n|]{0,200}?[\\w)]'?\\|[ ]{0,4}'[^\\n']{0,400}'!"
                            + "|=[^\\n|'\"]{0,200}?\\w\\|[^\\n|! ]{1,200}!"
                            + "|=[^\\n,;]{0,80}?\\bDDE\\()",
                    Pattern.MULTILINE | Pattern.CASE_INSENSITIVE);

    private TableFormulas() {}

    /** Whether a text has one; most have none of the signs that it needs. */
    static boolean callProgram(String text) {
        boolean may = text.indexOf('|') >= 0 || text.indexOf('=') >= 0;
        return may && CALL.matcher(text).find();
    }
}
