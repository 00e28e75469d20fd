package io.attachrelay.deploy.testkit.sample;

/**
 * Real, valid, small files of the types that conversations carry, and of some that they must not.
 *
 * <p>Each can be grown by {@link SampleFile#ofSize} with bytes that its type has room for, except
 * the voice message.
 */
public final class SampleFiles {

    private static final String OOXML = "application/vnd.openxmlformats-officedocument.";

    private SampleFiles() {}

    public static SampleFile png() {
        return SampleFile.of("picture.png", "image/png", Images::png);
    }

    public static SampleFile jpeg() {
        return SampleFile.of("photo.jpg", "image/jpeg", Images::jpeg);
    }

    public static SampleFile gif() {
        return SampleFile.of("picture.gif", "image/gif", Images::gif);
    }

    /** One page with a line of text. */
    public static SampleFile pdf() {
        return SampleFile.of("document.pdf", "application/pdf", Texts::pdf);
    }

    public static SampleFile text() {
        return SampleFile.of("note.txt", "text/plain", Texts::text);
    }

    public static SampleFile csv() {
        return SampleFile.of("table.csv", "text/csv", Texts::csv);
    }

    public static SampleFile html() {
        return SampleFile.of("page.html", "text/html", Texts::html);
    }

    /** A workbook with one cell. */
    public static SampleFile xlsx() {
        return SampleFile.of("table.xlsx", OOXML + "spreadsheetml.sheet", Archives::xlsx);
    }

    /** A document with one paragraph. */
    public static SampleFile docx() {
        return SampleFile.of("letter.docx", OOXML + "wordprocessingml.document", Archives::docx);
    }

    /** A document of OpenDocument with one paragraph. */
    public static SampleFile odt() {
        return SampleFile.of(
                "letter.odt", "application/vnd.oasis.opendocument.text", Archives::odt);
    }

    public static SampleFile zip() {
        return SampleFile.of("archive.zip", "application/zip", Archives::zip);
    }

    /** A voice message of 20 ms of silence: Opus in Ogg. */
    public static SampleFile ogg() {
        return SampleFile.of("voice.ogg", "audio/ogg", Opus::create);
    }

    /** A tenth of a second of silence without compression. */
    public static SampleFile wav() {
        return SampleFile.of("sound.wav", "audio/wav", Binaries::wav);
    }

    /** An MP4 file of brand isom whose film is empty. */
    public static SampleFile mp4() {
        return SampleFile.of("film.mp4", "video/mp4", Binaries::mp4);
    }

    /** The headers of a Windows program, without any code. */
    public static SampleFile windowsProgram() {
        return SampleFile.of(
                "setup.exe", "application/vnd.microsoft.portable-executable", Binaries::program);
    }
}
