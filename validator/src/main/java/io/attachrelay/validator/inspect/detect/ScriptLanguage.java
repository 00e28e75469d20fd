package io.attachrelay.validator.inspect.detect;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Languages, each by what nobody writes in prose, and by lines that look like it. A letter that
 * quotes a few lines of code is a letter: so such lines must be several and a good part of all.
 */
public enum ScriptLanguage {
    BATCH(
            "application/x-bat",
            "a batch file",
            "^\\s*@?echo off\\s*$|%~(?:dp|f|n|x|d)?[0-9]",
            "^\\s*@?(?:rem\\b|set\\s+\"?\\w+=|if\\s+(?:/i\\s+)?(?:not\\s+)?(?:exist|errorlevel|defined|\"%)"
                    + "|goto\\s+:?\\w+\\s*$|for\\s+(?:/[fdlr]\\s+.*)?%%|echo[. ].*%\\w+%|:[a-z]\\w*\\s*$"
                    + "|(?:del|copy|move|xcopy|reg|start|taskkill|schtasks)\\s.*(?:/\\w|%\\w+%)"
                    + "|(?:setlocal|endlocal|pause|exit\\s+/b)\\b)"),
    POWERSHELL(
            "text/x-powershell",
            "PowerShell",
            "\\bInvoke-(?:Expression|WebRequest|RestMethod|Command)\\b\\s*[($\\-'\"\\w]|\\bIEX\\s*[($]"
                    + "|New-Object\\s+(?:System\\.)?Net\\.|\\[CmdletBinding\\(|\\$PSScriptRoot"
                    + "|^\\s*(?:cmd(?:\\.exe)?\\s+/c\\s|powershell(?:\\.exe)?\\s+-\\w+)"
                    + "|^\\s*#requires\\s+-",
            "^\\s*(?:\\$[\\w:]+(?:\\.\\w+)*\\s*\\+?=|(?:function|filter)\\s+\\w+-\\w+|param\\s*\\("
                    + "|(?:Get|Set|New|Remove|Start|Stop|Write|Import|Export|Add|Invoke|Test|Out|Copy"
                    + "|Move|Join|Read)-[A-Z]\\w+\\b)|\\|\\s*(?:ForEach|Where|Select|Out)-\\w+"),
    VISUAL_BASIC(
            "text/vbscript",
            "VBScript",
            "\\bCreateObject\\s*\\(\\s*\"|\\bWScript\\.\\w+|^\\s*On Error Resume Next\\b"
                    + "|^\\s*(?:Private\\s+|Public\\s+)?Sub\\s+(?:Auto_?Open|Document_Open|Workbook_Open)",
            "^\\s*(?:Dim\\s+\\w+|Set\\s+\\w+\\s*=|End\\s+(?:Sub|Function|If)|Option Explicit|Wend\\s*$"
                    + "|(?:Private\\s+|Public\\s+)?(?:Sub|Function)\\s+\\w+\\s*(?:\\(|$)|MsgBox\\s+\"|Loop\\s*$"
                    + "|If\\s.+\\sThen\\s*$|For\\s+(?:Each\\s+)?\\w+\\s*(?:=|In)\\s.+)"),
    JAVASCRIPT(
            "text/javascript",
            "JavaScript",
            "new\\s+ActiveXObject\\s*\\(|\\beval\\s*\\(\\s*(?:atob|unescape|function|String\\.fromCharCode)"
                    + "|document\\.(?:write|cookie|location)\\b\\s*[(=;]|window\\.location\\s*="
                    + "|^\\s*(?:module\\.)?exports(?:\\.\\w+)?\\s*=|String\\.fromCharCode\\("
                    + "|\\brequire\\(['\"]child_process",
            "^\\s*(?:(?:export\\s+)?(?:default\\s+)?(?:async\\s+)?function\\s*\\*?\\s*\\w*\\s*\\("
                    + "|(?:export\\s+)?(?:var|const|let)\\s+[\\w${\\[][^:;]*=\\s*(?:require\\(|function|async"
                    + "|\\(|new\\s|\\{|\\[|['\"`\\d]|document|window|\\w+\\.\\w+\\()"
                    + "|import\\s.+\\sfrom\\s+['\"]|export\\s+(?:default|const|class|interface|type|\\{)"
                    + "|console\\.\\w+\\(|document\\.\\w+|window\\.\\w+|module\\.exports"
                    + "|\\}\\s*(?:catch\\s*\\(\\w*\\)|else\\s+if\\s*\\(.*===).*|return\\s+(?:await|new\\s|this\\.)"
                    + "|this\\.\\w+\\s*=|constructor\\(|(?:async|await)\\s)|===|!==|\\)\\s*=>\\s*[{(]"
                    + "|['\"]use strict['\"]"),
    PYTHON(
            "text/x-python",
            "Python",
            "^if __name__ ==|^import (?:os|sys|subprocess|socket|base64|ctypes)\\b"
                    + "|\\b(?:os\\.system|subprocess\\.\\w+|exec\\(\\s*base64)\\s*\\(",
            "^\\s*(?:(?:async\\s+)?def\\s+\\w+\\(.*|class\\s+\\w+(?:\\(.*\\))?:|import\\s+\\w+(?:\\.\\w+)*"
                    + "(?:\\s+as\\s+\\w+)?\\s*$|from\\s+[\\w.]+\\s+import\\s+\\w|@\\w[\\w.]*(?:\\(.*\\))?\\s*$|(?:el)?if\\s.+:\\s*$"
                    + "|for\\s+\\w+(?:,\\s*\\w+)*\\s+in\\s.+:\\s*$|while\\s.+:\\s*$|(?:else|try|finally):\\s*$"
                    + "|except\\b.*:\\s*$|with\\s.+\\sas\\s\\w+:\\s*$|print\\(.*|self\\.\\w+\\s*=|return\\s+self\\.)"),
    SHELL(
            "application/x-sh",
            "a shell script",
            "\\b(?:curl|wget)\\s[^|\\n]*\\|\\s*(?:sudo\\s+)?(?:ba|z|da)?sh\\b|/dev/tcp/"
                    + "|^\\s*(?:exec\\s+)?(?:ba)?sh\\s+-[ic]\\s",
            "^\\s*(?:if\\s+\\[|elif\\s+\\[|(?:fi|done|esac|then|do)\\s*$|for\\s+\\w+\\s+in\\s.*(?:;\\s*do)?$"
                    + "|while\\s.*;\\s*do|export\\s+\\w+=|echo\\s+[\"$].*\\$|\\w+=\\$\\(|\\w+=\"?\\$\\{?\\w"
                    + "|rm\\s+-[rf]+\\s|chmod\\s+[+0-7]|set\\s+-[eux]|\\w+\\(\\)\\s*\\{)"),
    PERL_OR_RUBY(
            "text/x-perl",
            "Perl or Ruby",
            "^use\\s+(?:strict|warnings)\\s*;",
            "^\\s*(?:use\\s+[A-Z]\\w*(?:::\\w+)*.*;|my\\s*[$@%(].*;|sub\\s+\\w+\\s*\\{|\\$\\w+\\s*=~"
                    + "|require(?:_relative)?\\s+['\"]|def\\s+\\w+(?:\\(.*\\))?\\s*$|end\\s*$"
                    + "|attr_\\w+\\s+:|puts\\s|class\\s+[A-Z]\\w*(?:\\s*<\\s*[\\w:]+)?\\s*$)"),
    PHP("text/x-php", "PHP", "<\\?php\\b|<\\?=", "(?!)"),
    APPLESCRIPT(
            "text/x-applescript",
            "AppleScript",
            "^\\s*tell app(?:lication)?\\s+\"|\\bdo shell script\\s+\"|^#@osa-lang",
            "^\\s*(?:end tell|display dialog\\s|on run\\b|set\\s+\\w+\\s+to\\s)"),
    SHORTCUT(
            "text/x-script",
            "a file that a desktop follows",
            "^\\[(?:InternetShortcut|Desktop Entry|AutoRun)\\]\\s*$|\\A\\s*\\[Shell\\]\\s*$"
                    + "|\\AWEB\\s+1\\s+https?:|\\A\\s*<(?:scriptlet|component|package|job)\\b|^HKEY_\\w+\\\\",
            "(?!)");

    private static final int LEAST_LINES = 3;
    private static final int ONE_OF = 4;
    private static final int MOST_LINES = 500;

    // Four words and no sign that code is full of.
    private static final Pattern PROSE =
            Pattern.compile("(?:[^{};=$<>|\\s]+\\s+){3,}[^{};=$<>|\\s]+\\s*");

    private final String type;
    private final String words;
    private final Pattern sure;
    private final Pattern line;

    ScriptLanguage(String type, String words, String sure, String line) {
        this.type = type;
        this.words = words;
        int flags = Pattern.MULTILINE | Pattern.CASE_INSENSITIVE;
        this.sure = Pattern.compile(sure, flags);
        this.line = Pattern.compile(line, flags);
    }

    /** What a text is written in, if it is a script. */
    public static Optional<ScriptLanguage> of(String text) {
        List<String> lines =
                text.lines().filter(line -> !line.isBlank()).limit(MOST_LINES).toList();
        boolean prose = isProse(lines);
        return Arrays.stream(values())
                .filter(language -> language.isSure(text, prose) || language.fits(lines))
                .findFirst();
    }

    /** A text that explains how something is called is none that calls it. */
    private static boolean isProse(List<String> lines) {
        long prose = lines.stream().filter(line -> PROSE.matcher(line).matches()).count();
        return prose * 3 > lines.size();
    }

    private boolean isSure(String text, boolean prose) {
        boolean counts = !prose || this == PHP || this == SHORTCUT;
        return counts && sure.matcher(text).find();
    }

    private boolean fits(List<String> lines) {
        long like = lines.stream().filter(text -> line.matcher(text).find()).count();
        return like >= LEAST_LINES && like * ONE_OF >= lines.size();
    }

    /** The type that a script of this language has. */
    public String type() {
        return type;
    }

    /** What it is, for a person. */
    public String words() {
        return words;
    }
}
