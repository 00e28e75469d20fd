package io.attachrelay.sender.convert.office;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Small documents as Word, Excel and PowerPoint would write them, without what they don't need. */
final class OfficeFiles {

    private static final String TYPES =
            """
            <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
            <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
            <Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
            <Default Extension="xml" ContentType="application/xml"/>
            <Default Extension="png" ContentType="image/png"/>
            %s</Types>
            """;

    private static final String RELATIONS =
            """
            <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
            <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
            %s</Relationships>
            """;

    private static final String OFFICE =
            "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    private static final String PICTURE =
            """
            <w:p><w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing">
            <wp:extent cx="%1$d" cy="%1$d"/><wp:docPr id="%2$d" name="p%2$d"/>
            <a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">
            <a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">
            <pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture">
            <pic:nvPicPr><pic:cNvPr id="%2$d" name="p%2$d"/><pic:cNvPicPr/></pic:nvPicPr>
            <pic:blipFill><a:blip %3$s="rId%2$d"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>
            <pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="%1$d" cy="%1$d"/></a:xfrm>
            <a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>
            </pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>
            """;

    // 14 cm in the unit of Office Open XML.
    private static final int PICTURE_SIDE = 14 * 360_000;

    private OfficeFiles() {}

    /** A text of so many pages; each begins with "Page" and its number. */
    static Path docx(Path file, int pages) throws IOException {
        String body =
                IntStream.rangeClosed(1, pages)
                        .mapToObj(page ->
                                "<w:p><w:r><w:t>Page %d: Grüße, 你好</w:t></w:r></w:p>"
                                        .formatted(page))
                        .collect(
                                Collectors.joining(
                                        "<w:p><w:r><w:br w:type=\"page\"/></w:r></w:p>"));
        return docx(file, body, "", Map.of());
    }

    /** A text with a picture in it. */
    static Path docxWithPicture(Path file, byte[] png) throws IOException {
        return docx(
                file,
                "<w:p><w:r><w:t>A picture:</w:t></w:r></w:p>"
                        + PICTURE.formatted(PICTURE_SIDE, 1, "r:embed"),
                relation(1, "image", "media/picture.png", false),
                Map.of("word/media/picture.png", png));
    }

    /** A text with pictures that are to be fetched from elsewhere when it is opened. */
    static Path docxWithLinks(Path file, String... urls) throws IOException {
        StringBuilder body = new StringBuilder("<w:p><w:r><w:t>Linked:</w:t></w:r></w:p>");
        StringBuilder relations = new StringBuilder();
        for (int i = 0; i < urls.length; i++) {
            body.append(PICTURE.formatted(PICTURE_SIDE, i + 1, "r:link"));
            relations.append(relation(i + 1, "image", urls[i], true));
        }
        return docx(file, body.toString(), relations.toString(), Map.of());
    }

    private static Path docx(Path file, String body, String relations, Map<String, byte[]> media)
            throws IOException {
        Map<String, byte[]> parts = new LinkedHashMap<>();
        put(
                parts,
                "[Content_Types].xml",
                TYPES.formatted(part("word/document.xml", "wordprocessingml.document.main")));
        put(
                parts,
                "_rels/.rels",
                RELATIONS.formatted(relation(1, "officeDocument", "word/document.xml", false)));
        put(parts, "word/_rels/document.xml.rels", RELATIONS.formatted(relations));
        put(
                parts,
                "word/document.xml",
                """
                <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
                <w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="%s">
                <w:body>%s<w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr></w:body></w:document>
                """
                        .formatted(OFFICE, body));
        parts.putAll(media);
        return zip(file, parts);
    }

    /** A spreadsheet of so many rows, each with its number and a formula. */
    static Path xlsx(Path file, int rows) throws IOException {
        String cells =
                IntStream.rangeClosed(1, rows)
                        .mapToObj(row ->
                                """
                                <row r="%1$d"><c r="A%1$d" t="inlineStr"><is><t>Row %1$d</t></is></c><c r="B%1$d"><v>%1$d</v></c><c r="C%1$d"><f>B%1$d*2</f><v>%2$d</v></c></row>
                                """
                                        .formatted(row, 2 * row))
                        .collect(Collectors.joining());
        Map<String, byte[]> parts = new LinkedHashMap<>();
        put(
                parts,
                "[Content_Types].xml",
                TYPES.formatted(
                        part("xl/workbook.xml", "spreadsheetml.sheet.main")
                                + part("xl/worksheets/sheet1.xml", "spreadsheetml.worksheet")));
        put(
                parts,
                "_rels/.rels",
                RELATIONS.formatted(relation(1, "officeDocument", "xl/workbook.xml", false)));
        put(
                parts,
                "xl/_rels/workbook.xml.rels",
                RELATIONS.formatted(relation(1, "worksheet", "worksheets/sheet1.xml", false)));
        put(
                parts,
                "xl/workbook.xml",
                """
                <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
                <workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="%s">
                <sheets><sheet name="Sums" sheetId="1" r:id="rId1"/></sheets></workbook>
                """
                        .formatted(OFFICE));
        put(
                parts,
                "xl/worksheets/sheet1.xml",
                """
                <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
                <worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">
                <sheetData>%s</sheetData></worksheet>
                """
                        .formatted(cells));
        return zip(file, parts);
    }

    /** A presentation of so many slides with a line each. */
    static Path pptx(Path file, int slides) throws IOException {
        Map<String, byte[]> parts = new LinkedHashMap<>();
        StringBuilder types =
                new StringBuilder(part("ppt/presentation.xml", "presentationml.presentation.main"));
        StringBuilder relations = new StringBuilder();
        StringBuilder ids = new StringBuilder();
        for (int slide = 1; slide <= slides; slide++) {
            types.append(part("ppt/slides/slide" + slide + ".xml", "presentationml.slide"));
            relations.append(relation(slide, "slide", "slides/slide" + slide + ".xml", false));
            ids.append("<p:sldId id=\"%d\" r:id=\"rId%d\"/>".formatted(255 + slide, slide));
        }
        put(parts, "[Content_Types].xml", TYPES.formatted(types));
        put(
                parts,
                "_rels/.rels",
                RELATIONS.formatted(relation(1, "officeDocument", "ppt/presentation.xml", false)));
        put(parts, "ppt/_rels/presentation.xml.rels", RELATIONS.formatted(relations));
        put(
                parts,
                "ppt/presentation.xml",
                """
                <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
                <p:presentation xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" xmlns:r="%s">
                <p:sldIdLst>%s</p:sldIdLst><p:sldSz cx="9144000" cy="6858000"/></p:presentation>
                """
                        .formatted(OFFICE, ids));
        for (int slide = 1; slide <= slides; slide++) {
            put(parts, "ppt/slides/slide" + slide + ".xml", slide(slide));
        }
        return zip(file, parts);
    }

    private static String slide(int number) {
        return """
        <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
        <p:sld xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">
        <p:cSld><p:spTree><p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>
        <p:sp><p:nvSpPr><p:cNvPr id="2" name="Text"/><p:cNvSpPr txBox="1"/><p:nvPr/></p:nvSpPr>
        <p:spPr><a:xfrm><a:off x="900000" y="900000"/><a:ext cx="7000000" cy="1000000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr>
        <p:txBody><a:bodyPr/><a:p><a:r><a:rPr sz="4000"/><a:t>Slide %d</a:t></a:r></a:p></p:txBody></p:sp></p:spTree></p:cSld></p:sld>
        """
                .formatted(number);
    }

    private static String part(String name, String type) {
        return "<Override PartName=\"/%s\" ContentType=\"application/vnd.openxmlformats-officedocument.%s+xml\"/>"
                .formatted(name, type);
    }

    private static String relation(int id, String type, String target, boolean external) {
        return "<Relationship Id=\"rId%d\" Type=\"%s/%s\" Target=\"%s\"%s/>"
                .formatted(id, OFFICE, type, target, external ? " TargetMode=\"External\"" : "");
    }

    private static void put(Map<String, byte[]> parts, String name, String text) {
        parts.put(name, text.getBytes(StandardCharsets.UTF_8));
    }

    /** A zip file of these parts, in this order. */
    static Path zip(Path file, Map<String, byte[]> parts) throws IOException {
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (var part : parts.entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                zip.write(part.getValue());
            }
        }
        return file;
    }
}
