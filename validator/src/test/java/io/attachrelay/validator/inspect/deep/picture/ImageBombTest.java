package io.attachrelay.validator.inspect.deep.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.attachrelay.model.MediaFacts;
import io.attachrelay.validator.inspect.TestBytes;
import io.attachrelay.validator.inspect.deep.DeepLook;
import io.attachrelay.validator.inspect.detect.Pictures;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ImageBombTest {

    static Stream<Arguments> bombs() {
        return Stream.of(
                arguments("png", Headers.png(30_000, 30_000)),
                arguments("png of a size that is no number", Headers.png(-1, -1)),
                arguments("png with frames", Headers.animated(5_000, 5_000, 100_000)),
                arguments("png with a profile", Headers.packed("iCCP", "a\0\0", 0)),
                arguments("png with a text", Headers.packed("zTXt", "a\0\0", 0)),
                arguments("png with a text of words", Headers.packed("iTXt", "a\0\1\0en\0a\0", 0)),
                arguments("png with a text behind noise", Headers.packed("zTXt", "a\0\0", 9_000)),
                arguments("jpeg", Headers.jpeg(65_000, 65_000)),
                arguments("gif", Headers.gif(65_000, 65_000, 1)),
                arguments("gif with frames", Headers.gif(16_000, 10_000, 200)),
                arguments("webp", Headers.lossyWebp(16_383, 16_383)),
                arguments("webp without loss", Headers.losslessWebp(16_384, 16_384)),
                arguments("webp extended", Headers.extendedWebp(1 << 24, 1 << 20)),
                arguments("bmp", Headers.bmp(40_000, -40_000)),
                arguments("tiff", Headers.tiff(ByteOrder.BIG_ENDIAN, 40_000)),
                arguments(
                        "tiff on its second page",
                        Headers.tiff(ByteOrder.LITTLE_ENDIAN, 9, 99_999)),
                arguments("heic", Headers.heic("heic", 40_000, 40_000)),
                arguments("avif", Headers.heic("avif", 60_000, 60_000)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bombs")
    void a_bomb_is_noticed(String name, byte[] bytes) {
        assertThat(DeepLook.codes(bytes)).containsExactly("image-bomb");
    }

    static Stream<Arguments> harmless() {
        return Stream.of(
                arguments("png", Headers.png(10_000, 10_000), 10_000, 10_000),
                arguments("png with frames", Headers.animated(800, 600, 300), 800, 600),
                arguments("png with a profile", Headers.packed("iCCP", "a\0\0", 20 << 20), 9, 9),
                arguments("jpeg", Headers.jpeg(12_000, 9_000), 12_000, 9_000),
                arguments("gif", Headers.gif(1_920, 1_080, 500), 1_920, 1_080),
                arguments("webp", Headers.lossyWebp(4_000, 3_000), 4_000, 3_000),
                arguments("webp without loss", Headers.losslessWebp(4_000, 3_001), 4_000, 3_001),
                arguments("webp extended", Headers.extendedWebp(4_000, 3_002), 4_000, 3_002),
                arguments("bmp", Headers.bmp(4_000, -3_000), 4_000, 3_000),
                arguments(
                        "tiff", Headers.tiff(ByteOrder.LITTLE_ENDIAN, 9_000, 8_000), 9_000, 9_000),
                arguments("heic", Headers.heic("heic", 8_064, 6_048), 8_064, 6_048));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("harmless")
    void a_picture_that_can_be_shown_is_none(String name, byte[] bytes, int width, int height) {
        // When, Then
        assertThat(DeepLook.codes(bytes)).isEmpty();
        assertThat(Pictures.facts(DeepLook.typeOf(bytes), TestBytes.content(bytes)))
                .isEqualTo(new MediaFacts(null, width, height, null, null));
    }

    @Test
    void a_photo_of_200_million_pixels_has_bytes_for_them() {
        // Given
        byte[] header = Headers.tiff(ByteOrder.BIG_ENDIAN, 14_143);

        // When, Then
        assertThat(DeepLook.codes(header)).containsExactly("image-bomb");
        assertThat(DeepLook.codes(Arrays.copyOf(header, 4 << 20))).isEmpty();
    }
}
