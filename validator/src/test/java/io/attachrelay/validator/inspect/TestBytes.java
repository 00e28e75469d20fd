package io.attachrelay.validator.inspect;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.attachrelay.validator.inspect.detect.Content;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Small files that the sample files lack. */
public final class TestBytes {

    private static final String OOXML = "application/vnd.openxmlformats-officedocument.";

    private TestBytes() {}

    public static Content content(byte[] bytes) {
        return new Content(
                bytes.length,
                (offset, length) -> new ByteArrayInputStream(bytes, (int) offset, (int) length));
    }

    public static byte[] latin1(String text) {
        return text.getBytes(ISO_8859_1);
    }

    public static byte[] cut(byte[] bytes, int missing) {
        return Arrays.copyOf(bytes, bytes.length - missing);
    }

    public static byte[] join(byte[] first, byte[] second) {
        return ByteBuffer.allocate(first.length + second.length).put(first).put(second).array();
    }

    /**
     * A zip file of entries, each with what stands behind a line end, or the least that is of its
     * kind.
     */
    public static byte[] zip(String... entries) {
        var out = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(out)) {
            for (String entry : entries) {
                String[] parts = entry.split("\n", 2);
                zip.putNextEntry(new ZipEntry(parts[0]));
                zip.write((parts.length == 2 ? parts[1] : least(parts[0])).getBytes(UTF_8));
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static String least(String name) {
        return name.endsWith(".xml") || name.endsWith(".rels") ? "<x/>" : "x";
    }

    /** An Office Open XML file whose main part has this content type. */
    public static byte[] office(String mainType, String... more) {
        String types =
                "[Content_Types].xml\n<Types><Override PartName=\"/main.xml\" ContentType=\""
                        + mainType
                        + "\"/></Types>";
        String[] entries =
                Arrays.copyOf(new String[] {types, "_rels/.rels", "main.xml"}, 3 + more.length);
        System.arraycopy(more, 0, entries, 3, more.length);
        return zip(entries);
    }

    public static String word() {
        return OOXML + "wordprocessingml.document.main+xml";
    }

    /** An ISO media file that is nothing but its brands. */
    public static byte[] ftyp(String major, String... compatible) {
        var box = ByteBuffer.allocate(16 + 4 * compatible.length);
        box.putInt(box.capacity()).put(latin1("ftyp")).put(latin1(major)).putInt(0);
        for (String brand : compatible) {
            box.put(latin1(brand));
        }
        return box.array();
    }

    /** An Ogg page that begins a stream with this packet. */
    public static byte[] ogg(String packet) {
        byte[] body = latin1(packet);
        var page = ByteBuffer.allocate(28 + body.length).put(latin1("OggS")).put((byte) 0);
        page.put((byte) 2).position(26).put((byte) 1).put((byte) body.length).put(body);
        return page.array();
    }

    /** An OLE2 file with a stream at the root and an embedded folder that holds another stream. */
    public static byte[] ole2(String atRoot, String embedded) {
        var file = ByteBuffer.allocate(3 * 512).order(ByteOrder.LITTLE_ENDIAN);
        file.put(latin1("\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1"));
        file.putShort(28, (short) 0xfffe).putShort(30, (short) 9);
        file.putInt(48, 1).putInt(68, -2).putInt(76, 0);
        file.putInt(512, -3).putInt(516, -2);
        entry(file, 0, "Root Entry", -1, 1);
        entry(file, 1, atRoot, 2, -1);
        entry(file, 2, "ObjectPool", -1, 3);
        entry(file, 3, embedded, -1, -1);
        return file.array();
    }

    private static void entry(ByteBuffer file, int id, String name, int right, int child) {
        int at = 1024 + id * 128;
        byte[] text = name.getBytes(UTF_16LE);
        file.put(at, text).putShort(at + 64, (short) (text.length + 2));
        file.putInt(at + 68, -1).putInt(at + 72, right).putInt(at + 76, child);
    }
}
