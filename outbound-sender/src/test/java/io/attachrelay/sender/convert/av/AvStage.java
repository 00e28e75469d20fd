package io.attachrelay.sender.convert.av;

import static org.assertj.core.api.Assertions.assertThat;

import io.attachrelay.sender.convert.Availability;
import io.attachrelay.sender.convert.Conversion;
import io.attachrelay.sender.convert.ConversionRequest;
import io.attachrelay.settings.ConversionSettings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A converter with the ffmpeg of this machine, files that ffmpeg makes, and what tests ask. */
final class AvStage implements AutoCloseable {

    private final AvConverter converter;
    private final Path folder;

    AvStage(Path folder, Duration timeLimit) {
        this(folder, timeLimit, ConversionSettings.DEFAULT.memoryLimit());
    }

    AvStage(Path folder, Duration timeLimit, long memoryLimit) {
        this.folder = folder;
        this.converter =
                AvConverter.here(
                        new ConversionSettings(
                                2,
                                timeLimit,
                                memoryLimit,
                                true,
                                ConversionSettings.DEFAULT.programFolders()));
        assertThat(converter.availability())
                .as("these tests need Debian's bubblewrap and ffmpeg")
                .isInstanceOf(Availability.Available.class);
    }

    /** Sound of so many seconds, written with ffmpeg's options. */
    static Path sound(Path file, int seconds, String options) throws Exception {
        return made(file, "-f lavfi -i sine=440:duration=%d %s".formatted(seconds, options));
    }

    /** A film of so many seconds with sound, written with ffmpeg's options. */
    static Path film(Path file, int seconds, String size, String options) throws Exception {
        return made(
                file,
                "-f lavfi -i testsrc2=size=%2$s:rate=25:duration=%1$d -f lavfi -i sine=440:duration=%1$d %3$s"
                        .formatted(seconds, size, options));
    }

    /** Through a pipe, as a browser records: nothing written before can be changed. */
    static Path piped(Path file, String options) throws Exception {
        List<String> line = new ArrayList<>(List.of("ffmpeg", "-v", "error", "-nostdin"));
        line.addAll(List.of(options.split(" ")));
        line.add("pipe:1");
        Process process =
                new ProcessBuilder(line)
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .redirectOutput(file.toFile())
                        .start();
        assertThat(process.waitFor()).isZero();
        return file;
    }

    private static Path made(Path file, String options) throws Exception {
        List<String> line = new ArrayList<>(List.of("ffmpeg", "-v", "error", "-nostdin", "-y"));
        line.addAll(List.of(options.split(" ")));
        line.add(file.toString());
        assertThat(new ProcessBuilder(line).inheritIO().start().waitFor()).isZero();
        return file;
    }

    Conversion convert(Path file, String type, String target, long mostBytes) throws Exception {
        Path outcome = Files.createTempDirectory(folder, "outcome");
        return converter.convert(new ConversionRequest(file, type, target, mostBytes, outcome));
    }

    /** The file, which must come out. */
    Path converted(Path file, String type, String target, long mostBytes) throws Exception {
        Conversion conversion = convert(file, type, target, mostBytes);
        assertThat(conversion).isInstanceOf(Conversion.Converted.class);
        Path outcome = ((Conversion.Converted) conversion).file();
        assertThat(Files.size(outcome)).isBetween(1L, mostBytes);
        return outcome;
    }

    /** What the converter says of a file that it can't convert. */
    String refusal(Path file, String type, String target, long mostBytes) throws Exception {
        Conversion conversion = convert(file, type, target, mostBytes);
        assertThat(conversion).isInstanceOf(Conversion.Impossible.class);
        return ((Conversion.Impossible) conversion).detail();
    }

    /** What ffprobe finds in a file, found out without the product's reader. */
    static String probed(Path file) throws Exception {
        Process process =
                new ProcessBuilder(
                                "ffprobe",
                                "-v",
                                "error",
                                "-of",
                                "default=nw=1",
                                "-show_entries",
                                "format=format_name,duration:format_tags:stream=codec_name,profile,"
                                        + "pix_fmt,width,height,channels,has_b_frames",
                                file.toString())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    static double seconds(Path file) throws Exception {
        return probed(file)
                .lines()
                .filter(it -> it.startsWith("duration="))
                .mapToDouble(it -> Double.parseDouble(it.substring(it.indexOf('=') + 1)))
                .findFirst()
                .orElseThrow();
    }

    AvConverter converter() {
        return converter;
    }

    @Override
    public void close() {
        converter.close();
    }
}
