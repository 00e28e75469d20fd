package io.attachrelay.deploy.benchmarks.verdicts;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.attachrelay.deploy.testkit.sample.SampleFiles;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Files that are meant to deceive, each under a harmless name, and harmless ones that look like it.
 */
final class Tricks {

    private static final byte[] PHOTO = SampleFiles.jpeg().bytes();
    private static final byte[] PICTURE = SampleFiles.png().bytes();
    private static final byte[] FILM = SampleFiles.gif().bytes();
    private static final byte[] PDF = SampleFiles.pdf().bytes();

    private Tricks() {}

    /** A file to be written. */
    record Made(String name, String label, byte[] bytes) {}

    static List<Made> harmless() {
        return List.of(
                made("motion-photo.jpg", "jpg", join(PHOTO, SampleFiles.mp4().bytes())),
                made("two-photos.jpg", "jpg", join(PHOTO, PHOTO)),
                made("thumbnail.jpg", "jpg", commented(PHOTO)),
                made("padded.png", "png", Arrays.copyOf(PICTURE, PICTURE.length + 100)),
                made("printer.pdf", "pdf", join(text("\u001b%-12345X@PJL\r\n"), PDF)),
                made("line-ends.pdf", "pdf", join(PDF, text("\r\n\r\n"))));
    }

    static List<Made> hostile() {
        byte[] jar = zip("META-INF/MANIFEST.MF", new byte[10]);
        List<Made> all = new ArrayList<>(plain(jar));
        all.addAll(Polyglots.all(jar));
        return all;
    }

    private static List<Made> plain(byte[] jar) {
        return List.of(
                made("program.png", "exe", SampleFiles.windowsProgram().bytes()),
                made("jar.jpg", "polyglot", join(PHOTO, jar)),
                made("jar.gif", "polyglot", join(FILM, jar)),
                made("jar.png", "polyglot", join(PICTURE, jar)),
                made("jar.pdf", "polyglot", join(PDF, jar)),
                made("pdf.jpg", "polyglot", commented(PDF)),
                made("php.jpg", "polyglot", commented(text("<?php system($_GET['x']); ?>"))),
                made("phar.jpg", "polyglot", commented(text("__HALT_COMPILER(); ?>"))),
                made("rar.jpg", "polyglot", join(PHOTO, text("Rar!\u001a\7\1\0"))),
                made("page.png", "polyglot", join(PICTURE, text("<html><script>x</script>"))),
                made("bomb.docx", "bomb", zip("zeros", new byte[32 << 20])),
                made("huge.png", "bomb", huge(PICTURE)),
                made("half.png", "damaged", Arrays.copyOf(PICTURE, PICTURE.length / 2)),
                made("nothing.txt", "damaged", new byte[0]),
                made(
                        "drawing.svg",
                        "svg",
                        text("<svg xmlns='http://www.w3.org/2000/svg' onload='x'/>")),
                made("handler.txt", "active", text("Hello <img src=x onerror=alert(1)>\n")),
                made("page.txt", "html", text("<html><body>hi</body></html>")),
                made("batch.txt", "batch", text("@echo off\r\ndel /q *\r\n")),
                made("shell.txt", "shell", text("#!/bin/sh\nrm -r x\n")),
                made(
                        "powershell.txt",
                        "powershell",
                        text("IEX (New-Object Net.WebClient).DownloadString('x')\n")),
                made(
                        "vbscript.txt",
                        "vbscript",
                        text("Set s = CreateObject(\"WScript.Shell\")\ns.Run \"calc\"\n")),
                made(
                        "javascript.txt",
                        "javascript",
                        text("var s = new ActiveXObject('WScript.Shell');\ns.Run('calc');\n")),
                made("python.txt", "python", text("import os\nos.system('id')\n")),
                made("php.txt", "php", text("<?php system($_GET['x']); ?>\n")),
                made("shortcut.txt", "reg", text("[InternetShortcut]\r\nURL=file://x/y.exe\r\n")),
                made("formula.csv", "active", text("name,sum\nAnna,=cmd|'/c calc'!A1\n")));
    }

    private static Made made(String name, String label, byte[] bytes) {
        return new Made(name, label, bytes);
    }

    private static byte[] text(String text) {
        return text.getBytes(ISO_8859_1);
    }

    private static byte[] join(byte[] first, byte[] second) {
        return ByteBuffer.allocate(first.length + second.length).put(first).put(second).array();
    }

    /** A photo with a comment right behind its start. */
    static byte[] commented(byte[] comment) {
        var file = ByteBuffer.allocate(PHOTO.length + 4 + comment.length).put(PHOTO, 0, 2);
        file.put(text("\u00ff\u00fe")).putShort((short) (2 + comment.length)).put(comment);
        return file.put(PHOTO, 2, PHOTO.length - 2).array();
    }

    /** The header says 60,000 by 60,000. */
    private static byte[] huge(byte[] picture) {
        return ByteBuffer.wrap(picture.clone()).putInt(16, 60_000).putInt(20, 60_000).array();
    }

    private static byte[] zip(String name, byte[] bytes) {
        var out = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry(name));
            zip.write(bytes);
            zip.closeEntry();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
