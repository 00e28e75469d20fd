package io.attachrelay.validator.inspect.detect;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Languages, each by what nobody writes in prose, and by lines that look like it. A letter that
 * quotes a few lines of code is a letter: so such lines must be several and a good part of all. In
 * the patterns line ends are no blanks, or empty lines would be gone through from each anew. The
 * first pattern of each is that of a line, from its begin.
 */
public enum ScriptLanguage {
    BATCH(
            "application/x-bat",
            "a batch file",
            "[ \\t]*@?(?:rem\\b|set\\s+\"?\\w+=|if\\s+(?:/i\\s+)?(?:not\\s+)?(?:exist|errorlevel|defined|\"%)"
                    + "|goto\\s+:?\\w+\\s*$|for\\s+(?:/[fdlr]\\s+.*)?%%|echo[. ].*%\\w+%|:[a-z]\\w*\\s*$"
                    + "|(?:del|copy|move|xcopy|reg|start|taskkill|schtasks)\\s.*(?:/\\w|%\\w+%)"
                    + "|(?:setlocal|endlocal|pause|exit\\s+/b)\\b)",
            new Sign("echo off", "^[ \\t]*@?echo off\\s*$"),
            new Sign("%~", "%~(?:dp|f|n|x|d)?[0-9]")),
    POWERSHELL(
            "text/x-powershell",
            "PowerShell",
            "[ \\t]*(?:\\$[\\w:]+(?:\\.\\w+)*\\s*\\+?=|(?:function|filter)\\s+\\w+-\\w+|param\\s*\\("
                    + "|(?:Get|Set|New|Remove|Start|Stop|Write|Import|Export|Add|Invoke|Test|Out|Copy"
                    + "|Move|Join|Read)-[A-Z]\\w+\\b)|.*?\\|\\s*(?:ForEach|Where|Select|Out)-\\w+",
            new Sign(
                    "invoke-",
                    "\\bInvoke-(?:Expression|WebRequest|RestMethod|Command)\\b\\s*[($\\-'\"\\w]"),
            new Sign("iex", "\\bIEX\\s*[($]"),
            new Sign("new-object", "New-Object\\s+(?:System\\.)?Net\\."),
            new Sign("[cmdletbinding(", "\\[CmdletBinding\\("),
            new Sign("$psscriptroot", "\\$PSScriptRoot"),
            new Sign("cmd", "^[ \\t]*cmd(?:\\.exe)?\\s+/c\\s"),
            new Sign("powershell", "^[ \\t]*powershell(?:\\.exe)?\\s+-\\w+"),
            new Sign("#requires", "^[ \\t]*#requires\\s+-")),
    VISUAL_BASIC(
            "text/vbscript",
            "VBScript",
            "[ \\t]*(?:Dim\\s+\\w+|Set\\s+\\w+\\s*=|End\\s+(?:Sub|Function|If)|Option Explicit|Wend\\s*$"
                    + "|(?:Private\\s+|Public\\s+)?(?:Sub|Function)\\s+\\w+\\s*(?:\\([^){]*\\)\\s*)?$|MsgBox\\s+\"|Loop\\s*$"
                    + "|If\\s.+\\sThen\\s*$|For\\s+(?:Each\\s+)?\\w+\\s*(?:=|In)\\s.+)",
            new Sign("createobject", "^[^;{}\\r\\n]*\\bCreateObject\\s*\\(\\s*\""),
            new Sign("wscript.", "^[ \\t]*WScript\\.\\w+"),
            new Sign("on error resume next", "^[ \\t]*On Error Resume Next\\b"),
            new Sign(
                    "open",
                    "^[ \\t]*(?:Private\\s+|Public\\s+)?Sub\\s+(?:Auto_?Open|Document_Open|Workbook_Open)")),
    JAVASCRIPT(
            "text/javascript",
            "JavaScript",
            "[ \\t]*(?:(?:export\\s+)?(?:default\\s+)?(?:async\\s+)?function\\s*\\*?\\s*\\w*\\s*\\(.*\\{"
                    + "|(?:export\\s+)?(?:var|const|let)\\s+[\\w${\\[][^:;]*=\\s*(?:require\\(|function|async"
                    + "|\\(|new\\s|\\{|\\[|['\"`\\d]|document|window|\\w+\\.\\w+\\()"
                    + "|import\\s.+\\sfrom\\s+['\"]|export\\s+(?:default|const|class|interface|type|\\{)"
                    + "|console\\.\\w+\\(|document\\.\\w+|window\\.\\w+|module\\.exports"
                    + "|\\}\\s*(?:catch\\s*\\(\\w*\\)|else\\s+if\\s*\\(.*===).*|return\\s+(?:await|new\\s|this\\.)"
                    + "|this\\.\\w+\\s*=|constructor\\(|(?:async|await)\\s)"
                    + "|.*?(?:(?<![=!])[=!]==(?!=)|\\)\\s*=>\\s*[{(]|['\"]use strict['\"])",
            new Sign("activexobject", "new\\s+ActiveXObject\\s*\\("),
            new Sign("eval", "\\beval\\s*\\(\\s*(?:atob|unescape|function|String\\.fromCharCode)"),
            new Sign("document.", "document\\.(?:write|cookie|location)\\b\\s*[(=;]"),
            new Sign("window.location", "window\\.location\\s*="),
            new Sign("exports", "^[ \\t]*(?:module\\.)?exports(?:\\.\\w+)?\\s*="),
            new Sign("string.fromcharcode(", "String\\.fromCharCode\\("),
            new Sign("child_process", "\\brequire\\(['\"]child_process")),
    PYTHON(
            "text/x-python",
            "Python",
            "[ \\t]*(?:(?:async\\s+)?def\\s+\\w+\\(.*|class\\s+\\w+(?:\\(.*\\))?:|import\\s+\\w+(?:\\.\\w+)*"
                    + "(?:\\s+as\\s+\\w+)?\\s*$|from\\s+[\\w.]+\\s+import\\s+\\w|@\\w[\\w.]*(?:\\(.*\\))?\\s*$|(?:el)?if\\s.+:\\s*$"
                    + "|for\\s+\\w+(?:,\\s*\\w+)*\\s+in\\s.+:\\s*$|while\\s.+:\\s*$|(?:else|try|finally):\\s*$"
                    + "|except\\b.*:\\s*$|with\\s.+\\sas\\s\\w+:\\s*$|print\\(.*|self\\.\\w+\\s*=|return\\s+self\\.)",
            new Sign("__name__", "^if __name__ =="),
            new Sign("import ", "^import (?:os|sys|subprocess|socket|base64|ctypes)\\b"),
            new Sign("os.system", "\\bos\\.system\\s*\\("),
            new Sign("subprocess.", "\\bsubprocess\\.\\w+\\s*\\("),
            new Sign("base64", "\\bexec\\(\\s*base64\\s*\\(")),
    SHELL(
            "application/x-sh",
            "a shell script",
            "[ \\t]*(?:if\\s+\\[|elif\\s+\\[|(?:fi|done|esac|then|do)\\s*$|for\\s+\\w+\\s+in\\s.*(?:;\\s*do)?$"
                    + "|while\\s.*;\\s*do|export\\s+\\w+=|echo\\s+[\"$].*\\$|\\w+=\\$\\(|\\w+=\"?\\$\\{?\\w"
                    + "|rm\\s+-[rf]+\\s|chmod\\s+[+0-7]|set\\s+-[eux]|\\w+\\(\\)\\s*\\{)",
            new Sign("|", "\\b(?:curl|wget)\\s[^|\\n]*\\|\\s*(?:sudo\\s+)?(?:ba|z|da)?sh\\b"),
            new Sign("/dev/tcp/", "/dev/tcp/"),
            new Sign("sh", "^[ \\t]*(?:exec\\s+)?(?:ba)?sh\\s+-[ic]\\s")),
    PERL_OR_RUBY(
            "text/x-perl",
            "Perl or Ruby",
            "[ \\t]*(?:use\\s+[A-Z]\\w*(?:::\\w+)*.*;|my\\s*[$@%(].*;|sub\\s+\\w+\\s*\\{|\\$\\w+\\s*=~"
                    + "|require(?:_relative)?\\s+['\"]|def\\s+\\w+(?:\\(.*\\))?\\s*$|end\\s*$"
                    + "|attr_\\w+\\s+:|puts\\s|class\\s+[A-Z]\\w*(?:\\s*<\\s*[\\w:]+)?\\s*$)",
            new Sign("use", "^use\\s+(?:strict|warnings)\\s*;")),
    PHP("text/x-php", "PHP", "(?!)", new Sign("<?php", "<\\?php\\b"), new Sign("<?=", "<\\?=")),
    APPLESCRIPT(
            "text/x-applescript",
            "AppleScript",
            "[ \\t]*(?:end tell|display dialog\\s|on run\\b|set\\s+\\w+\\s+to\\s)",
            new Sign("tell app", "^[ \\t]*tell app(?:lication)?\\s+\""),
            new Sign("do shell script", "\\bdo shell script\\s+\""),
            new Sign("#@osa-lang", "^#@osa-lang")),
    SHORTCUT(
            "text/x-script",
            "a file that a desktop follows",
            "(?!)",
            new Sign("[", "^\\[(?:InternetShortcut|Desktop Entry|AutoRun)\\]\\s*$"),
            new Sign("[shell]", "\\A\\s*\\[Shell\\]\\s*$"),
            new Sign("web", "\\AWEB\\s+1\\s+https?:"),
            new Sign("<", "\\A\\s*<(?:scriptlet|component|package|job)\\b"),
            new Sign("hkey_", "^HKEY_\\w+\\\\"));

    // Of these nothing runs if one line is none of theirs.
    private static final EnumSet<ScriptLanguage> READ_WHOLE = EnumSet.of(JAVASCRIPT, PYTHON);
    private static final int LEAST_LINES = 3;
    private static final int ONE_OF = 4;
    // A part of a quarter shows in so many lines of all, evenly spread.
    private static final int MOST_LINES = 128;

    // What is behind that is seen by nobody who opens a letter, and costs time.
    private static final int MOST_CHARACTERS = 16 << 10;

    private static final String SIGNS = "{};=$<>|";
    private static final Pattern COMMENT =
            Pattern.compile("\\s*(?:#|//|'|--|/\\*|\\*|;|::|rem\\b)", Pattern.CASE_INSENSITIVE);

    private final String type;
    private final String words;
    private final Pattern line;
    private final List<Sign> sure;

    ScriptLanguage(String type, String words, String line, Sign... sure) {
        this.type = type;
        this.words = words;
        this.line = pattern(line);
        this.sure = List.of(sure);
    }

    /**
     * What nobody writes in prose.
     *
     * @param hint in lower case: where this does not stand, the pattern finds nothing
     */
    private record Sign(String hint, Pattern pattern) {

        Sign(String hint, String pattern) {
            this(hint, ScriptLanguage.pattern(pattern));
        }

        boolean isIn(String text, String lower) {
            return lower.contains(hint) && isIn(text);
        }

        boolean isIn(String text) {
            return pattern.matcher(text).find();
        }
    }

    private static Pattern pattern(String expression) {
        return Pattern.compile(expression, Pattern.MULTILINE | Pattern.CASE_INSENSITIVE);
    }

    /** What a text is written in, if it is a script. */
    public static Optional<ScriptLanguage> of(String text) {
        String begin = text.substring(0, Math.min(text.length(), MOST_CHARACTERS));
        String own = Quotations.without(begin);
        return own.equals(begin)
                ? of(begin, EnumSet.allOf(ScriptLanguage.class))
                : of(begin, EnumSet.complementOf(READ_WHOLE)).or(() -> of(own, READ_WHOLE));
    }

    private static Optional<ScriptLanguage> of(String begin, Set<ScriptLanguage> languages) {
        List<String> lines =
                sample(
                        lines(begin)
                                .filter(line ->
                                        !line.isBlank() && !COMMENT.matcher(line).lookingAt())
                                .toList());
        String lower = begin.toLowerCase(Locale.ROOT);
        boolean words =
                lines.stream().filter(ScriptLanguage::isProse).count() * 4 > lines.size() * 3L;
        return languages.stream()
                .filter(language ->
                        language.isSure(begin, lower, lines) || !words && language.fits(lines))
                .findFirst();
    }

    /** Lines by what the patterns take for a line's end. */
    private static Stream<String> lines(String text) {
        return text.replace('\u0085', '\n').replace('\u2028', '\n').replace('\u2029', '\n').lines();
    }

    private static List<String> sample(List<String> lines) {
        int step = Math.ceilDiv(lines.size(), MOST_LINES);
        return IntStream.range(0, lines.size())
                .filter(i -> i % step == 0)
                .mapToObj(lines::get)
                .toList();
    }

    /** Three words and no sign that code is full of. */
    private static boolean isProse(String line) {
        int words = 0;
        boolean blank = true;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (SIGNS.indexOf(c) >= 0) {
                return false;
            }
            words += blank && c > ' ' ? 1 : 0;
            blank = c <= ' ';
        }
        return words > 2;
    }

    /** A text that explains how something is called is none that calls it. */
    private boolean isSure(String text, String lower, List<String> lines) {
        if (sure.stream().noneMatch(sign -> sign.isIn(text, lower))) {
            return false;
        }
        long prose = lines.stream().filter(l -> isProse(l) && !isLike(l)).count();
        return prose * 2 <= lines.size() || this == PHP || this == SHORTCUT;
    }

    private boolean fits(List<String> lines) {
        int enough = Math.max(LEAST_LINES, Math.ceilDiv(lines.size(), ONE_OF));
        return lines.stream().filter(text -> line.matcher(text).lookingAt()).limit(enough).count()
                == enough;
    }

    private boolean isLike(String text) {
        return line.matcher(text).lookingAt() || sure.stream().anyMatch(sign -> sign.isIn(text));
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
