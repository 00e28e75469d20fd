package io.attachrelay.sender.convert.av;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.attachrelay.sender.convert.Availability;
import io.attachrelay.sender.convert.Conversion;
import io.attachrelay.settings.ConversionSettings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FilmTest {

    private static final String MP4 = "video/mp4";
    private static final String MOV = "video/quicktime";
    private static final long MB = 1 << 20;
    private static final String PLAYED_EVERYWHERE = "-c:v libx264 -profile:v main -bf 0 -crf 41";

    @TempDir private static Path outcomes;
    @TempDir private Path folder;
    private static AvStage av;

    @BeforeAll
    static void open() {
        av = new AvStage(outcomes, Duration.ofSeconds(60));
    }

    @AfterAll
    static void close() {
        av.close();
    }

    @ParameterizedTest
    @CsvSource({
        "video/x-msvideo, avi, -c:v mpeg4 -c:a libmp3lame",
        "video/quicktime, mov, -c:v prores -c:a pcm_s16le",
        "video/x-matroska, mkv, -c:v ffv1 -pix_fmt yuv444p -c:a libvorbis -ac 2",
        "video/webm, webm, -c:v libvpx -deadline realtime -c:a libopus",
        "video/mpeg, mpg, -c:v mpeg1video -c:a mp2",
        "video/3gpp, 3gp, -s 176x144 -c:v h263 -c:a aac",
        "video/x-ms-wmv, wmv, -c:v wmv2 -c:a wmav2",
        "video/x-flv, flv, -c:v flv1 -c:a libmp3lame -ar 44100",
        "video/mp4, mp4, -c:v libx264 -profile:v high422 -pix_fmt yuv422p -c:a aac"
    })
    void any_film_becomes_one_that_phones_play(String type, String extension, String options)
            throws Exception {
        // Given
        Path file = AvStage.film(folder.resolve("a." + extension), 2, "320x240", options);

        // When
        Path mp4 = av.converted(file, type, MP4, 4 * MB);

        // Then
        assertThat(AvStage.probed(mp4))
                .contains("codec_name=h264\n", "profile=Main\n", "pix_fmt=yuv420p\n")
                .contains("has_b_frames=0\n", "codec_name=aac\n");
        assertThat(AvStage.seconds(mp4)).isCloseTo(2, within(0.3));
        assertThat(playsWhileItIsLoaded(mp4)).isTrue();
    }

    @Test
    void odd_sides_become_even() throws Exception {
        // Given
        Path file = AvStage.film(folder.resolve("a.avi"), 1, "101x75", "-c:v ffv1 -c:a pcm_s16le");

        // When
        Path mp4 = av.converted(file, "video/x-msvideo", MP4, MB);

        // Then
        assertThat(AvStage.probed(mp4)).contains("width=100\n", "height=74\n");
    }

    @Test
    void a_film_is_fitted_by_a_smaller_picture() throws Exception {
        // Given
        Path file =
                AvStage.film(folder.resolve("a.avi"), 3, "640x360", "-c:v mpeg4 -q:v 2 -c:a mp2");

        // When
        Path fine = av.converted(file, "video/x-msvideo", MP4, 16 * MB);
        Path coarse = av.converted(file, "video/x-msvideo", MP4, 100_000);

        // Then
        assertThat(Files.size(file)).isGreaterThan(200_000);
        assertThat(AvStage.probed(fine)).contains("height=360\n");
        assertThat(AvStage.probed(coarse)).containsAnyOf("height=240\n", "height=144\n");
        assertThat(AvStage.seconds(coarse)).isCloseTo(3, within(0.3));
        assertThat(av.refusal(file, "video/x-msvideo", MP4, 30_000))
                .isEqualTo("3 s of film don't fit into 30000 bytes");
    }

    @Test
    void a_film_that_has_the_right_form_already_is_copied() throws Exception {
        // Given: in another container, and in the right one with its index at the end
        Path mkv =
                AvStage.film(
                        folder.resolve("a.mkv"), 1, "320x240", PLAYED_EVERYWHERE + " -c:a aac");
        Path mp4 =
                AvStage.film(
                        folder.resolve("a.mp4"), 1, "320x240", PLAYED_EVERYWHERE + " -c:a aac");

        // When
        Path ofMkv = av.converted(mkv, "video/x-matroska", MP4, MB);
        Path ofMp4 = av.converted(mp4, MP4, MP4, MB);

        // Then: what the encoder noted of its settings in the picture's data is still there
        assertThat(Files.readString(ofMkv, StandardCharsets.ISO_8859_1)).contains("crf=41.0");
        assertThat(Files.readString(ofMp4, StandardCharsets.ISO_8859_1)).contains("crf=41.0");
        assertThat(playsWhileItIsLoaded(mp4)).isFalse();
        assertThat(playsWhileItIsLoaded(ofMp4)).isTrue();
    }

    @Test
    void a_film_without_sound_stays_without() throws Exception {
        // Given
        Path file = AvStage.film(folder.resolve("a.avi"), 1, "64x64", "-c:v mpeg4 -an");

        // When
        Path mp4 = av.converted(file, "video/x-msvideo", MP4, MB);

        // Then
        assertThat(AvStage.probed(mp4)).contains("codec_name=h264").doesNotContain("channels");
    }

    @Test
    void a_film_that_knows_no_duration_is_converted_too() throws Exception {
        // Given
        Path file =
                AvStage.piped(
                        folder.resolve("a.webm"),
                        "-f lavfi -i testsrc2=size=320x240:duration=2 -c:v libvpx -deadline"
                                + " realtime -f webm");

        // When
        Path mp4 = av.converted(file, "video/webm", MP4, MB);

        // Then
        assertThat(AvStage.probed(file)).contains("duration=N/A");
        assertThat(AvStage.seconds(mp4)).isCloseTo(2, within(0.2));
    }

    @Test
    void what_is_damaged_or_has_no_picture_is_refused() throws Exception {
        // Given
        Path noise = Files.write(folder.resolve("a.mp4"), new byte[100_000]);
        Path sound = AvStage.sound(folder.resolve("b.mp4"), 1, "-c:a aac");

        // When
        String ofNoise = av.refusal(noise, MP4, MP4, MB);
        String ofSound = av.refusal(sound, MP4, MP4, MB);

        // Then
        assertThat(ofNoise).contains("it may be damaged").doesNotContain(folder.toString());
        assertThat(ofSound).isEqualTo("there is no moving picture in it");
    }

    @Test
    void a_conversion_that_takes_too_long_is_ended() throws Exception {
        // Given
        Path file = AvStage.film(folder.resolve("a.avi"), 40, "640x480", "-c:v mpeg4 -c:a mp2");
        try (var hasty = new AvStage(folder, Duration.ofMillis(300))) {
            // When
            String refusal = hasty.refusal(file, "video/x-msvideo", MP4, 16 * MB);

            // Then
            assertThat(refusal).isEqualTo("ffmpeg takes longer than 300 ms");
        }
    }

    @Test
    void a_film_that_wants_too_much_memory_ends_in_words_about_that() throws Exception {
        // Given: a frame of 12 MB, of which the decoder keeps a dozen
        Path file =
                AvStage.film(
                        folder.resolve("a.mov"),
                        1,
                        "3840x2160",
                        "-c:v libx264 -preset ultrafast -pix_fmt yuv420p -c:a aac");
        try (var tight = new AvStage(folder, Duration.ofSeconds(60), 100 * MB)) {
            // When
            Path within = av.converted(file, MOV, MP4, 16 * MB);
            String beyond = tight.refusal(file, MOV, MP4, 16 * MB);

            // Then
            assertThat(AvStage.probed(within)).contains("height=720\n");
            assertThat(beyond).contains("more than 100 MB of memory");
        }
    }

    @Test
    void a_film_of_which_only_some_frames_find_room_is_none() throws Exception {
        // Given
        Path file =
                AvStage.film(
                        folder.resolve("a.mov"),
                        2,
                        "3840x2160",
                        "-c:v libx264 -preset ultrafast -pix_fmt yuv420p -c:a aac");
        try (var tight = new AvStage(folder, Duration.ofSeconds(60), 200 * MB)) {
            // When
            String refusal = tight.refusal(file, MOV, MP4, 16 * MB);

            // Then
            assertThat(refusal).isEqualTo("ffmpeg takes more than 200 MB of memory");
        }
    }

    @Test
    void many_at_once_take_turns() throws Exception {
        // Given
        Path file = AvStage.film(folder.resolve("a.avi"), 1, "320x240", "-c:v mpeg4 -c:a mp2");
        try (ExecutorService others = Executors.newVirtualThreadPerTaskExecutor()) {
            // When
            List<Future<Path>> films = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                films.add(others.submit(() -> av.converted(file, "video/x-msvideo", MP4, MB)));
            }

            // Then
            for (Future<Path> film : films) {
                assertThat(AvStage.seconds(film.get())).isCloseTo(1, within(0.3));
            }
        }
    }

    @Test
    void it_is_known_what_becomes_what_and_said_when_ffmpeg_is_missing() throws Exception {
        // Given
        ConversionSettings all = ConversionSettings.DEFAULT;
        var nowhere =
                new ConversionSettings(
                        1, all.timeLimit(), all.memoryLimit(), true, List.of(folder));

        // When
        AvConverter converter = av.converter();

        // Then
        assertThat(converter.knows("video/quicktime", MP4)).isTrue();
        assertThat(converter.knows("audio/amr", "audio/ogg")).isTrue();
        assertThat(converter.knows("audio/amr", MP4)).isFalse();
        assertThat(converter.knows("audio/midi", "audio/ogg")).isFalse();
        assertThat(converter.knows("image/png", MP4)).isFalse();
        assertThat(converter.availability().toString()).contains("ffmpeg version");
        try (AvConverter without = AvConverter.here(nowhere)) {
            assertThat(without.availability()).isInstanceOf(Availability.Missing.class);
            assertThat(without.knows("video/quicktime", MP4)).isTrue();
        }
    }

    @Test
    void a_type_that_is_not_known_is_refused() throws Exception {
        assertThat(av.convert(folder, "image/png", MP4, MB))
                .isEqualTo(new Conversion.Impossible("image/png can't become video/mp4"));
    }

    /** Whether the index stands before the data. */
    private static boolean playsWhileItIsLoaded(Path mp4) throws Exception {
        String bytes = Files.readString(mp4, StandardCharsets.ISO_8859_1);
        return bytes.indexOf("moov") < bytes.indexOf("mdat");
    }
}
