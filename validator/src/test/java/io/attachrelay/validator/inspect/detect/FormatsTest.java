package io.attachrelay.validator.inspect.detect;

import static io.attachrelay.validator.inspect.TestBytes.content;
import static io.attachrelay.validator.inspect.TestBytes.join;
import static io.attachrelay.validator.inspect.TestBytes.latin1;
import static io.attachrelay.validator.inspect.TestBytes.ogg;
import static io.attachrelay.validator.inspect.TestBytes.ole2;
import static io.attachrelay.validator.inspect.TestBytes.zip;
import static io.attachrelay.validator.inspect.av.Media.box;
import static io.attachrelay.validator.inspect.av.Media.esds;
import static io.attachrelay.validator.inspect.av.Media.mp4;
import static io.attachrelay.validator.inspect.av.Media.pictures;
import static io.attachrelay.validator.inspect.av.Media.sound;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.attachrelay.deploy.testkit.sample.SampleFiles;
import io.attachrelay.model.MediaFacts;
import io.attachrelay.validator.inspect.av.Recording;
import io.attachrelay.validator.inspect.deep.DeepLook;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Formats that magic numbers alone take for others. */
class FormatsTest {

    private static final String WINDOWS = "application/vnd.microsoft.portable-executable";
    private static final String KEYNOTE = "application/vnd.apple.keynote";

    static Stream<Arguments> formats() {
        return Stream.of(
                arguments("a photo without loss", jpegLs(), "image/jls"),
                arguments("a picture that moves", apng(), "image/apng"),
                arguments("webm", matroska("webm"), "video/webm"),
                arguments("matroska", matroska("matroska"), "video/x-matroska"),
                arguments("aac behind a tag", behindTag("\u00ff\u00f1"), "audio/aac"),
                arguments("mp3 behind a tag", behindTag("\u00ff\u00fb"), "audio/mpeg"),
                arguments("flac behind a tag", behindTag("fLaC"), "audio/flac"),
                arguments("sound of an unknown kind", ogg("\u0001XXXXXX"), "application/x-ogg"),
                arguments("a bitmap", bitmap(), "image/bmp"),
                arguments("a raw photo", rawPhoto("NIKON CORPORATION"), "image/x-nikon-nef"),
                arguments("a scan", rawPhoto("Epson"), "image/tiff"),
                arguments("an old tar", oldTar(), "application/x-tar"),
                arguments("a program of Windows", exe("PE\0\0"), WINDOWS),
                arguments("a program of DOS", latin1("MZ\0\1\2\3\4\5\6"), WINDOWS),
                arguments(
                        "a program of macOS",
                        latin1("\u00cf\u00fa\u00ed\u00fe\7\0\0\1"),
                        "application/x-mach-o"),
                arguments(
                        "for two processors",
                        latin1("\u00ca\u00fe\u00ba\u00be\0\0\0\2"),
                        "application/x-mach-o-universal"),
                arguments(
                        "a class",
                        latin1("\u00ca\u00fe\u00ba\u00be\0\0\0\u0041"),
                        "application/java-vm"),
                arguments("a shortcut", latin1("L\0\0\0\1\24\2\0"), "application/x-ms-shortcut"),
                arguments("an installer", installer(), "application/x-msi"),
                arguments("a presentation", zip("Index/Document.iwa", "Index/Slide.iwa"), KEYNOTE),
                arguments("half a presentation", cutOff(), KEYNOTE),
                arguments("captions", latin1("WEBVTT"), "text/vtt"),
                arguments(
                        "a letter like a bitmap", latin1("BM is a shop in Hull.\n"), "text/plain"),
                arguments(
                        "a letter like a mail",
                        latin1("Subject: us\nHow are you?\n"),
                        "text/plain"),
                arguments(
                        "a letter like a program", latin1("MZ is short for Max.\n"), "text/plain"),
                arguments(
                        "a mail",
                        latin1("From: a@b.example\nTo: c@d.example\nSubject: x\n\nHi\n"),
                        "message/rfc822"),
                arguments(
                        "a mailbox",
                        latin1("From a@b.example Mon Jan 5 2026\nFrom: a@b\nTo: c@d\nDate: x\n\n"),
                        "application/mbox"),
                arguments(
                        "a letter like a mailbox",
                        latin1("From here it is far.\nHow are you?\n"),
                        "text/plain"),
                arguments(
                        "a picture in digits",
                        latin1("P3\n1 1\n255\n0 0 0\n"),
                        "image/x-portable-pixmap"),
                arguments("a page with wrong bytes", latin1("<html><p>\u0081\u0002"), "text/html"),
                arguments("python", latin1("import os\nos.system('id')\n"), "text/x-python"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("formats")
    void a_format_is_told_from_its_likes(String name, byte[] bytes, String type) {
        assertThat(DeepLook.typeOf(bytes)).isEqualTo(type);
    }

    @Test
    void sound_without_film_is_sound_under_any_brand() {
        assertThat(detect(mp4("soun", sound("mp4a", 28, esds(0x40, 2)))))
                .isEqualTo(new Detected("audio/mp4", "aac"));
        assertThat(detect(mp4("soun", sound("alac", 28))))
                .isEqualTo(new Detected("audio/mp4", "alac"));
        assertThat(detect(mp4("vide", pictures("avc1"))))
                .isEqualTo(new Detected("video/mp4", "h264"));
    }

    static Stream<Arguments> entries() {
        byte[] wrapped = box("wave", box("frma", latin1("mp4a")), esds(0x40, 2));
        return Stream.of(
                arguments(sound("mp4a", 28, esds(0x40, 2)), "aac"),
                arguments(sound("mp4a", 28, esds(0x67, 0)), "aac"),
                arguments(sound("mp4a", 28, esds(0x6b, 0)), "mp3"),
                arguments(sound("mp4a", 28, esds(0x69, 0)), "mp3"),
                arguments(sound("mp4a", 28, esds(0x40, 34)), "mp3"),
                arguments(sound("mp4a", 28, esds(0x40, 36)), "als"),
                arguments(sound("mp4a", 28, esds(0xad, 0)), "opus"),
                arguments(sound("mp4a", 44, wrapped), "aac"),
                arguments(sound("mp4a", 64, wrapped), "aac"),
                arguments(sound("mp4a", 28), null),
                arguments(sound("enca", 28), null),
                arguments(sound("sawb", 28), "amr-wb"));
    }

    @ParameterizedTest
    @MethodSource("entries")
    void what_an_mp4_file_sounds_with_is_told_by_its_descriptor(byte[] entry, String codec) {
        assertThat(detect(mp4("soun", entry)).codec()).isEqualTo(codec);
    }

    static Stream<Arguments> films() {
        return Stream.of(
                arguments(pictures("avc1"), "h264"),
                arguments(pictures("hvc1"), "hevc"),
                arguments(pictures("hev1"), "hevc"),
                arguments(pictures("av01"), "av1"),
                arguments(pictures("mp4v", esds(0x20, 0)), "mpeg4"),
                arguments(pictures("encv"), null));
    }

    @ParameterizedTest
    @MethodSource("films")
    void what_an_mp4_file_shows_is_told_with_its_size_and_duration(byte[] entry, String codec) {
        // Given
        Content content = content(mp4("vide", entry));

        // When
        Detected detected = new Detector().detect(content);

        // Then
        assertThat(detected.codec()).isEqualTo(codec);
        assertThat(Recording.facts(detected, content))
                .isEqualTo(new MediaFacts(null, 640, 360, 2_000L, codec));
    }

    @Test
    void the_codecs_of_ogg_are_told_apart() {
        assertThat(detect(ogg("Speex   1.2"))).isEqualTo(new Detected("audio/ogg", "speex"));
        assertThat(detect(ogg("\u007fFLAC"))).isEqualTo(new Detected("audio/ogg", "flac"));
    }

    private static Detected detect(byte[] bytes) {
        return new Detector().detect(content(bytes));
    }

    private static byte[] jpegLs() {
        return latin1(
                "\u00ff\u00d8\u00ff\u00f7\0\13\b\0\1\0\1\1\1\21\0\u00ff\u00da\0\2x\u00ff\u00d9");
    }

    private static byte[] apng() {
        byte[] png = SampleFiles.png().bytes();
        byte[] control = latin1("\0\0\0\bacTL\0\0\0\1\0\0\0\0\0\0\0\0");
        return join(join(Arrays.copyOf(png, 33), control), Arrays.copyOfRange(png, 33, png.length));
    }

    private static byte[] matroska(String type) {
        return latin1(
                "\u001aE\u00df\u00a3\u0093B\u0082" + (char) (0x80 + type.length()) + type + "\0");
    }

    private static byte[] behindTag(String next) {
        return join(
                latin1("ID3\4\0\0\0\0\1\2"),
                join(new byte[130], latin1(next + "\u0050\u0080\0\0\0\0\0")));
    }

    private static byte[] bitmap() {
        return join(latin1("BM\1\1\0\0\0\0\0\0\32\0\0\0\14\0\0\0\1\0\1\0\1\0\30\0"), new byte[40]);
    }

    private static byte[] rawPhoto(String maker) {
        var file = ByteBuffer.allocate(100).put(latin1("MM\0*")).putInt(8).putShort((short) 2);
        file.putShort((short) 254).putShort((short) 4).putInt(1).putInt(1);
        file.putShort((short) 271).putShort((short) 2).putInt(maker.length()).putInt(60);
        return file.put(60, latin1(maker)).array();
    }

    private static byte[] oldTar() {
        byte[] tar = new byte[1024];
        System.arraycopy(latin1("a.txt"), 0, tar, 0, 5);
        int sum = 'a' + '.' + 't' + 'x' + 't' + 8 * ' ';
        System.arraycopy(latin1("%06o\0 ".formatted(sum)), 0, tar, 148, 8);
        return tar;
    }

    private static byte[] exe(String header) {
        var file = ByteBuffer.allocate(80).put(latin1("MZ")).put(60, (byte) 64);
        return file.put(64, latin1(header)).array();
    }

    private static byte[] installer() {
        byte[] file = ole2("x", "y");
        System.arraycopy(
                latin1("\u0084\20\14\0\0\0\0\0\u00c0\0\0\0\0\0\0F"), 0, file, 1024 + 80, 16);
        return file;
    }

    private static byte[] cutOff() {
        return join(local("Index/Document.iwa"), local("Index/MasterSlide.iwa"));
    }

    private static byte[] local(String name) {
        var header = ByteBuffer.allocate(30 + name.length()).put(latin1("PK\3\4"));
        return header.put(26, (byte) name.length()).put(30, latin1(name)).array();
    }
}
