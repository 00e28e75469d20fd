package io.attachrelay.validator.inspect.detect;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Languages, each by what nobody writes in prose, and by lines that look like it. A letter that
 * quotes a few lines of code is a letter: so such lines must be several and a good part of all. In
 * the patterns line ends are no blanks, or empty lines would be gone through from each anew. The
 * last pattern of each is one of a line, from its begin.
 */
public enum ScriptLanguage {
    BATCH(
            "application/x-bat",
            "a batch file",
            "echo off,%~",
            "^[ \\t]*@?echo off\\s*$|%~(?:dp|f|n|x|d)?[0-9]",
            "[ \\t]*@?(?:rem\\b|set\\s+\"?\\w+=|if\\s+(?:/i\\s+)?(?:not\\s+)?(?:exist|errorlevel|defined|\"%)"
                    + "|goto\\s+:?\\w+\\s*$|for\\s+(?:/[fdlr]\\s+.*)?%%|echo[. ].*%\\w+%|:[a-z]\\w*\\s*$"
                    + "|(?:del|copy|move|xcopy|reg|start|taskkill|schtasks)\\s.*(?:/\\w|%\\w+%)"
                    + "|(?:setlocal|endlocal|pause|exit\\s+/b)\\b)"),
    POWERSHELL(
            "text/x-powershell",
            "PowerShell",
            "invoke-,iex,new-object,cmdletbinding,$psscriptroot,powershell,cmd,#requires",
            "\\bInvoke-(?:Expression|WebRequest|RestMethod|Command)\\b\\s*[($\\-'\"\\w]|\\bIEX\\s*[($]"
                    + "|New-Object\\s+(?:System\\.)?Net\\.|\\[CmdletBinding\\(|\\$PSScriptRoot"
                    + "|^[ \\t]*(?:cmd(?:\\.exe)?\\s+/c\\s|powershell(?:\\.exe)?\\s+-\\w+)"
                    + "|^[ \\t]*#requires\\s+-",
            "[ \\t]*(?:\\$[\\w:]+(?:\\.\\w+)*\\s*\\+?=|(?:function|filter)\\s+\\w+-\\w+|param\\s*\\("
                    + "|(?:Get|Set|New|Remove|Start|Stop|Write|Import|Export|Add|Invoke|Test|Out|Copy"
                    + "|Move|Join|Read)-[A-Z]\\w+\\b)|.*?\\|\\s*(?:ForEach|Where|Select|Out)-\\w+"),
    VISUAL_BASIC(
            "text/vbscript",
            "VBScript",
            "createobject,wscript,on error,autoopen,_open",
            "^[^;{}\\r\\n]*\\bCreateObject\\s*\\(\\s*\"|^[ \\t]*WScript\\.\\w+|^[ \\t]*On Error Resume Next\\b"
                    + "|^[ \\t]*(?:Private\\s+|Public\\s+)?Sub\\s+(?:Auto_?Open|Document_Open|Workbook_Open)",
            "[ \\t]*(?:Dim\\s+\\w+|Set\\s+\\w+\\s*=|End\\s+(?:Sub|Function|If)|Option Explicit|Wend\\s*$"
                    + "|(?:Private\\s+|Public\\s+)?(?:Sub|Function)\\s+\\w+\\s*(?:\\([^){]*\\)\\s*)?$|MsgBox\\s+\"|Loop\\s*$"
                    + "|If\\s.+\\sThen\\s*$|For\\s+(?:Each\\s+)?\\w+\\s*(?:=|In)\\s.+)"),
    JAVASCRIPT(
            "text/javascript",
            "JavaScript",
            "activexobject,eval,document.write,document.cookie,document.location,window.location"
                    + ",exports,fromcharcode,child_process",
            "new\\s+ActiveXObject\\s*\\(|\\beval\\s*\\(\\s*(?:atob|unescape|function|String\\.fromCharCode)"
                    + "|document\\.(?:write|cookie|location)\\b\\s*[(=;]|window\\.location\\s*="
                    + "|^[ \\t]*(?:module\\.)?exports(?:\\.\\w+)?\\s*=|String\\.fromCharCode\\("
                    + "|\\brequire\\(['\"]child_process",
            "[ \\t]*(?:(?:export\\s+)?(?:default\\s+)?(?:async\\s+)?function\\s*\\*?\\s*\\w*\\s*\\(.*\\{"
                    + "|(?:export\\s+)?(?:var|const|let)\\s+[\\w${\\[][^:;]*=\\s*(?:require\\(|function|async"
                    + "|\\(|new\\s|\\{|\\[|['\"`\\d]|document|window|\\w+\\.\\w+\\()"
                    + "|import\\s.+\\sfrom\\s+['\"]|export\\s+(?:default|const|class|interface|type|\\{)"
                    + "|console\\.\\w+\\(|document\\.\\w+|window\\.\\w+|module\\.exports"
                    + "|\\}\\s*(?:catch\\s*\\(\\w*\\)|else\\s+if\\s*\\(.*===).*|return\\s+(?:await|new\\s|this\\.)"
                    + "|this\\.\\w+\\s*=|constructor\\(|(?:async|await)\\s)"
                    + "|.*?(?:[=!]==|\\)\\s*=>\\s*[{(]|['\"]use strict['\"])"),
    PYTHON(
            "text/x-python",
            "Python",
            "__name__,import os,import sys,import socket,import base64,import ctypes,os.system"
                    + ",subprocess,exec(",
            "^if __name__ ==|^import (?:os|sys|subprocess|socket|base64|ctypes)\\b"
                    + "|\\b(?:os\\.system|subprocess\\.\\w+|exec\\(\\s*base64)\\s*\\(",
            "[ \\t]*(?:(?:async\\s+)?def\\s+\\w+\\(.*|class\\s+\\w+(?:\\(.*\\))?:|import\\s+\\w+(?:\\.\\w+)*"
                    + "(?:\\s+as\\s+\\w+)?\\s*$|from\\s+[\\w.]+\\s+import\\s+\\w|@\\w[\\w.]*(?:\\(.*\\))?\\s*$|(?:el)?if\\s.+:\\s*$"
                    + "|for\\s+\\w+(?:,\\s*\\w+)*\\s+in\\s.+:\\s*$|while\\s.+:\\s*$|(?:else|try|finally):\\s*$"
                    + "|except\\b.*:\\s*$|with\\s.+\\sas\\s\\w+:\\s*$|print\\(.*|self\\.\\w+\\s*=|return\\s+self\\.)"),
    SHELL(
            "application/x-sh",
            "a shell script",
            "curl,wget,/dev/tcp,sh -,sh\t-",
            "\\b(?:curl|wget)\\s[^|\\n]*\\|\\s*(?:sudo\\s+)?(?:ba|z|da)?sh\\b|/dev/tcp/"
                    + "|^[ \\t]*(?:exec\\s+)?(?:ba)?sh\\s+-[ic]\\s",
            "[ \\t]*(?:if\\s+\\[|elif\\s+\\[|(?:fi|done|esac|then|do)\\s*$|for\\s+\\w+\\s+in\\s.*(?:;\\s*do)?$"
                    + "|while\\s.*;\\s*do|export\\s+\\w+=|echo\\s+[\"$].*\\$|\\w+=\\$\\(|\\w+=\"?\\$\\{?\\w"
                    + "|rm\\s+-[rf]+\\s|chmod\\s+[+0-7]|set\\s+-[eux]|\\w+\\(\\)\\s*\\{)"),
    PERL_OR_RUBY(
            "text/x-perl",
            "Perl or Ruby",
            "use strict,use\tstrict,use warnings",
            "^use\\s+(?:strict|warnings)\\s*;",
            "[ \\t]*(?:use\\s+[A-Z]\\w*(?:::\\w+)*.*;|my\\s*[$@%(].*;|sub\\s+\\w+\\s*\\{|\\$\\w+\\s*=~"
                    + "|require(?:_relative)?\\s+['\"]|def\\s+\\w+(?:\\(.*\\))?\\s*$|end\\s*$"
                    + "|attr_\\w+\\s+:|puts\\s|class\\s+[A-Z]\\w*(?:\\s*<\\s*[\\w:]+)?\\s*$)"),
    PHP("text/x-php", "PHP", "<?php,<?=", "<\\?php\\b|<\\?=", "(?!)"),
    APPLESCRIPT(
            "text/x-applescript",
            "AppleScript",
            "tell app,do shell script,@osa",
            "^[ \\t]*tell app(?:lication)?\\s+\"|\\bdo shell script\\s+\"|^#@osa-lang",
            "[ \\t]*(?:end tell|display dialog\\s|on run\\b|set\\s+\\w+\\s+to\\s)"),
    SHORTCUT(
            "text/x-script",
            "a file that a desktop follows",
            "[internetshortcut],[desktop entry],[autorun],[shell],web,<script,<component,<package,<job,hkey_",
            "^\\[(?:InternetShortcut|Desktop Entry|AutoRun)\\]\\s*$|\\A\\s*\\[Shell\\]\\s*$"
                    + "|\\AWEB\\s+1\\s+https?:|\\A\\s*<(?:scriptlet|component|package|job)\\b|^HKEY_\\w+\\\\",
            "(?!)");

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
    // In lower case: where none of these stands, nothing sure does.
    private final List<String> hints;
    private final Pattern sure;
    private final Pattern line;

    ScriptLanguage(String type, String words, String hints, String sure, String line) {
        this.type = type;
        this.words = words;
        this.hints = List.of(hints.split(","));
        int flags = Pattern.MULTILINE | Pattern.CASE_INSENSITIVE;
        this.sure = Pattern.compile(sure, flags);
        this.line = Pattern.compile(line, flags);
    }

    /** What a text is written in, if it is a script. */
    public static Optional<ScriptLanguage> of(String text) {
        String begin = text.substring(0, Math.min(text.length(), MOST_CHARACTERS));
        List<String> lines =
                sample(
                        lines(begin)
                                .filter(line ->
                                        !line.isBlank() && !COMMENT.matcher(line).lookingAt())
                                .toList());
        String lower = begin.toLowerCase(Locale.ROOT);
        boolean words =
                lines.stream().filter(ScriptLanguage::isProse).count() * 4 > lines.size() * 3L;
        return Arrays.stream(values())
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
        if (hints.stream().noneMatch(lower::contains) || !sure.matcher(text).find()) {
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
        return line.matcher(text).lookingAt() || sure.matcher(text).find();
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
