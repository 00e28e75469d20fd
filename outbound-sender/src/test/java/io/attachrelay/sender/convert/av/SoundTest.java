package io.attachrelay.sender.convert.av;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SoundTest {

    private static final String WAV = "audio/vnd.wave";
    private static final String OGG = "audio/ogg";
    private static final long MB = 1 << 20;

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
        "audio/vnd.wave, wav, -ac 2",
        "audio/mpeg, mp3, -c:a libmp3lame",
        "audio/mp4, m4a, -c:a aac",
        "audio/aac, aac, -c:a aac",
        "audio/x-flac, flac, -c:a flac",
        "audio/ogg, ogg, -c:a libvorbis -ac 2",
        "audio/x-ms-wma, wma, -c:a wmav2",
        "audio/x-aiff, aiff, -ac 1"
    })
    void any_sound_becomes_a_voice_message(String type, String extension, String options)
            throws Exception {
        // Given
        Path file = AvStage.sound(folder.resolve("a." + extension), 2, options);

        // When
        Path ogg = av.converted(file, type, OGG, MB);

        // Then
        assertThat(AvStage.probed(ogg))
                .contains("codec_name=opus\n", "channels=1\n", "format_name=ogg\n");
        assertThat(AvStage.seconds(ogg)).isCloseTo(2, within(0.2));
    }

    @Test
    void a_voice_recorded_by_an_old_phone_becomes_a_voice_message() throws Exception {
        // Given: 100 frames of 20 ms, of 32 bytes each
        byte[] amr = new byte[6 + 100 * 32];
        System.arraycopy("#!AMR\n".getBytes(StandardCharsets.US_ASCII), 0, amr, 0, 6);
        for (int frame = 0; frame < 100; frame++) {
            amr[6 + frame * 32] = 0x3C;
        }
        Path file = Files.write(folder.resolve("a.amr"), amr);

        // When
        Path ogg = av.converted(file, "audio/amr", OGG, MB);

        // Then
        assertThat(AvStage.probed(ogg)).contains("codec_name=opus\n");
        assertThat(AvStage.seconds(ogg)).isCloseTo(2, within(0.2));
    }

    @ParameterizedTest
    @CsvSource({
        "audio/mp4, aac, 'mov,mp4,m4a,3gp,3g2,mj2'",
        "audio/aac, aac, aac",
        "audio/mpeg, mp3, mp3"
    })
    void sound_becomes_what_a_channel_takes(String target, String codec, String container)
            throws Exception {
        // Given
        Path file = AvStage.sound(folder.resolve("a.wav"), 2, "-ac 2");

        // When
        Path outcome = av.converted(file, WAV, target, MB);

        // Then
        assertThat(AvStage.probed(outcome))
                .contains("codec_name=" + codec + "\n", "format_name=" + container + "\n")
                .contains("channels=2\n");
        assertThat(AvStage.seconds(outcome)).isCloseTo(2, within(0.3));
    }

    @Test
    void sound_that_has_the_right_form_already_is_copied() throws Exception {
        // Given: Opus in WebM, as browsers record, without a duration
        Path file =
                AvStage.piped(
                        folder.resolve("a.webm"),
                        "-f lavfi -i sine=440:duration=3 -c:a libopus -b:a 20k -ac 1 -f webm");

        // When
        Path ogg = av.converted(file, "video/webm", OGG, MB);

        // Then: the copy is no larger, where 48 kbit/s would be
        assertThat(AvStage.probed(ogg)).contains("codec_name=opus\n");
        assertThat(AvStage.seconds(ogg)).isCloseTo(3, within(0.2));
        assertThat(Files.size(ogg)).isCloseTo(Files.size(file), within(1500L));
    }

    @Test
    void long_sound_is_fitted_by_a_lower_rate() throws Exception {
        // Given: at 48 kbit/s it would have 180 KB
        Path file = AvStage.sound(folder.resolve("a.wav"), 30, "-ac 1");

        // When
        Path ogg = av.converted(file, WAV, OGG, 70_000);

        // Then
        assertThat(AvStage.seconds(ogg)).isCloseTo(30, within(0.2));
        assertThat(av.refusal(file, WAV, OGG, 20_000))
                .isEqualTo("30 s of sound don't fit into 20000 bytes");
    }

    @Test
    void what_a_file_tells_about_itself_is_dropped() throws Exception {
        // Given
        Path file =
                AvStage.sound(
                        folder.resolve("a.mp3"), 1, "-metadata title=home -metadata artist=me");

        // When
        Path m4a = av.converted(file, "audio/mpeg", "audio/mp4", MB);

        // Then
        assertThat(AvStage.probed(file)).contains("TAG:title=home");
        assertThat(AvStage.probed(m4a)).doesNotContain("home").doesNotContain("=me");
    }

    @Test
    void a_film_does_not_become_sound() throws Exception {
        // Given
        Path file = AvStage.film(folder.resolve("a.mp4"), 1, "64x64", "-c:v libx264 -c:a aac");

        // When
        String refusal = av.refusal(file, "video/mp4", OGG, MB);

        // Then
        assertThat(refusal).contains("picture would be lost");
    }

    @Test
    void what_is_no_sound_is_refused_also_a_list_of_other_files() throws Exception {
        // Given
        Path secret = AvStage.sound(folder.resolve("secret.mp3"), 1, "-c:a libmp3lame");
        Path list =
                Files.writeString(
                        folder.resolve("list.mp3"),
                        "ffconcat version 1.0\nfile '%s'\n".formatted(secret));
        Path playlist =
                Files.writeString(
                        folder.resolve("a.mp3"),
                        "#EXTM3U\n#EXTINF:1,\nfile://%s\n#EXT-X-ENDLIST\n".formatted(secret));

        // When
        String ofList = av.refusal(list, "audio/mpeg", OGG, MB);
        String ofPlaylist = av.refusal(playlist, "audio/mpeg", OGG, MB);

        // Then
        assertThat(ofList).contains("it may be damaged");
        assertThat(ofPlaylist).contains("it may be damaged");
    }
}
