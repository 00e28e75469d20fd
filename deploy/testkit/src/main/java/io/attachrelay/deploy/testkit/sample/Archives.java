package io.attachrelay.deploy.testkit.sample;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.attachrelay.deploy.testkit.platform.MediaContent;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.CheckedOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Zip files and the office files inside them; the padding is a stored entry of its own. */
final class Archives {

    private static final String XML = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
    private static final String ODF_TEXT = "application/vnd.oasis.opendocument.text";
    private static final String CONTENT_TYPES = "[Content_Types].xml";
    private static final String RELATIONSHIP =
            "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
    // A fixed time, within what the zip format can say, makes the bytes repeatable.
    private static final LocalDateTime TIME = LocalDateTime.of(2026, 1, 1, 0, 0);

    private Archives() {}

    static MediaContent zip(long seed, long padding) {
        return archive(Map.of("note.txt", "note number " + seed), seed, padding);
    }

    static MediaContent xlsx(long seed, long padding) {
        var main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
        var parts = new LinkedHashMap<String, String>();
        parts.put(
                CONTENT_TYPES,
                types("spreadsheetml.sheet.main", "/xl/workbook.xml")
                        .replace("</Types>", override("spreadsheetml.worksheet", "/xl/sheet1.xml"))
                        .concat("</Types>"));
        parts.put("_rels/.rels", relationship("officeDocument", "xl/workbook.xml"));
        parts.put("xl/_rels/workbook.xml.rels", relationship("worksheet", "sheet1.xml"));
        parts.put(
                "xl/workbook.xml",
                XML
                        + "<workbook xmlns=\"%s\" xmlns:r=\"%s\"><sheets>"
                                .formatted(main, RELATIONSHIP.replaceAll("/$", ""))
                        + "<sheet name=\"One\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>");
        parts.put(
                "xl/sheet1.xml",
                XML
                        + "<worksheet xmlns=\"%s\"><sheetData><row r=\"1\"><c r=\"A1\"><v>%d</v></c></row></sheetData></worksheet>"
                                .formatted(main, seed));
        return archive(parts, seed, padding);
    }

    static MediaContent docx(long seed, long padding) {
        var parts = new LinkedHashMap<String, String>();
        parts.put(CONTENT_TYPES, types("wordprocessingml.document.main", "/word/document.xml"));
        parts.put("_rels/.rels", relationship("officeDocument", "word/document.xml"));
        parts.put(
                "word/document.xml",
                XML
                        + "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body><w:p><w:r><w:t>Letter %d</w:t></w:r></w:p></w:body></w:document>"
                                .formatted(seed));
        return archive(parts, seed, padding);
    }

    static MediaContent odt(long seed, long padding) {
        var parts = new LinkedHashMap<String, String>();
        parts.put("mimetype", ODF_TEXT);
        parts.put(
                "META-INF/manifest.xml",
                XML
                        + "<manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\" manifest:version=\"1.2\">"
                        + "<manifest:file-entry manifest:full-path=\"/\" manifest:media-type=\"%s\"/>"
                                .formatted(ODF_TEXT)
                        + "<manifest:file-entry manifest:full-path=\"content.xml\" manifest:media-type=\"text/xml\"/></manifest:manifest>");
        parts.put(
                "content.xml",
                XML
                        + "<office:document-content xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\" office:version=\"1.2\"><office:body><office:text><text:p>Letter %d</text:p></office:text></office:body></office:document-content>"
                                .formatted(seed));
        return archive(parts, seed, padding);
    }

    private static String types(String kind, String part) {
        return XML
                + "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
                + "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
                + "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
                + "<Default Extension=\"txt\" ContentType=\"text/plain\"/>"
                + override(kind, part)
                + "</Types>";
    }

    private static String override(String kind, String part) {
        return "<Override PartName=\"%s\" ContentType=\"application/vnd.openxmlformats-officedocument.%s+xml\"/>"
                .formatted(part, kind);
    }

    private static String relationship(String kind, String target) {
        return XML
                + "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
                + "<Relationship Id=\"rId1\" Type=\"%s%s\" Target=\"%s\"/></Relationships>"
                        .formatted(RELATIONSHIP, kind, target);
    }

    private static MediaContent archive(Map<String, String> parts, long seed, long padding) {
        return new Zip(parts, new Padding(seed, padding));
    }

    /** The entries as they are, unpacked, then the padding. */
    private record Zip(Map<String, String> entries, Padding padding) implements MediaContent {

        @Override
        public long size() {
            var counter = new CountingStream();
            try {
                write(counter, new Padding(padding.seed(), 0));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return counter.count() + padding.size();
        }

        @Override
        public void writeTo(OutputStream out) throws IOException {
            write(out, padding);
        }

        private void write(OutputStream out, Padding last) throws IOException {
            var zip = new ZipOutputStream(out, UTF_8);
            for (var entry : entries.entrySet()) {
                store(zip, entry.getKey(), MediaContent.of(entry.getValue().getBytes(UTF_8)));
            }
            store(zip, "padding.txt", last);
            zip.finish();
        }

        private static void store(ZipOutputStream zip, String name, MediaContent content)
                throws IOException {
            var crc = new CRC32();
            content.writeTo(new CheckedOutputStream(OutputStream.nullOutputStream(), crc));
            var entry = new ZipEntry(name);
            entry.setTimeLocal(TIME);
            entry.setMethod(ZipEntry.STORED);
            entry.setSize(content.size());
            entry.setCrc(crc.getValue());
            zip.putNextEntry(entry);
            content.writeTo(zip);
            zip.closeEntry();
        }
    }
}
