package io.attachrelay.validator.inspect.detect;

import static io.attachrelay.validator.inspect.TestBytes.content;
import static io.attachrelay.validator.inspect.TestBytes.cut;
import static io.attachrelay.validator.inspect.TestBytes.ftyp;
import static io.attachrelay.validator.inspect.TestBytes.join;
import static io.attachrelay.validator.inspect.TestBytes.latin1;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Films, sound and pictures whose transfer broke off. */
class CutMediaTest {

    private static final byte[] FILM =
            join(join(ftyp("isom", "mp42"), box("moov", 40, 40)), box("mdat", 3_000, 3_000));

    @Test
    void a_whole_film_is_whole() {
        assertThat(complaint("video/mp4", FILM)).isEmpty();
    }

    @Test
    void a_film_that_is_cut_within_its_data_or_its_index_is_not() {
        assertThat(complaint("video/mp4", cut(FILM, 1)))
                .contains("the end of the box 'mdat' is missing");
        assertThat(complaint("audio/mp4", cut(FILM, 3_020)))
                .contains("the end of the box 'moov' is missing");
    }

    @Test
    void data_of_a_length_that_was_not_known_reach_to_the_end() {
        assertThat(complaint("video/quicktime", join(ftyp("qt  "), box("mdat", 0, 500)))).isEmpty();
    }

    @Test
    void a_length_beyond_all_numbers_is_cut() {
        // Given
        byte[] wide =
                ByteBuffer.allocate(40)
                        .putInt(1)
                        .put(latin1("mdat"))
                        .putLong(Long.MAX_VALUE)
                        .array();

        // When, Then
        assertThat(complaint("video/mp4", join(ftyp("isom"), wide)))
                .contains("the end of the box 'mdat' is missing");
    }

    @Test
    void rubbish_behind_the_last_box_is_no_box() {
        assertThat(complaint("video/mp4", join(FILM, latin1("\u0077abcdefgh and so on"))))
                .isEmpty();
    }

    @Test
    void a_picture_that_is_shorter_than_it_says_is_cut() {
        // Given
        byte[] picture =
                ByteBuffer.allocate(60)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .put(latin1("RIFF"))
                        .putInt(52)
                        .put(latin1("WEBPVP8 "))
                        .array();

        // When, Then
        assertThat(complaint("image/webp", picture)).isEmpty();
        assertThat(complaint("image/webp", cut(picture, 1)))
                .contains("the end of the image is missing");
    }

    private static Optional<String> complaint(String type, byte[] bytes) {
        return Completeness.complaint(type, content(bytes));
    }

    private static byte[] box(String name, int length, int bytes) {
        return ByteBuffer.allocate(bytes).putInt(length).put(latin1(name)).array();
    }
}
