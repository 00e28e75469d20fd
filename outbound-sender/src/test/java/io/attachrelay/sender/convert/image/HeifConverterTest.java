package io.attachrelay.sender.convert.image;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.attachrelay.sender.convert.Availability;
import io.attachrelay.sender.convert.Conversion;
import io.attachrelay.sender.convert.Conversions;
import io.attachrelay.settings.ConversionSettings;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeifConverterTest {

    private static final String JPEG = "image/jpeg";

    @TempDir Path folder;

    private final HeifConverter converter = HeifConverter.here(ConversionSettings.DEFAULT);
    private Conversions conversions;

    @BeforeEach
    void open() {
        assertThat(converter.availability())
                .as("these tests need Debian's libvips-tools and bubblewrap")
                .isInstanceOf(Availability.Available.class);
        conversions = new Conversions(converter, folder);
    }

    @AfterEach
    void close() {
        converter.close();
    }

    @ParameterizedTest
    @CsvSource({
        "photo.heic, image/heic, image/jpeg",
        "photo.heic, image/heif, image/png",
        "photo.avif, image/avif, image/jpeg"
    })
    void a_photo_of_a_phone_becomes_what_any_viewer_shows(String name, String type, String target) {
        // Given
        byte[] source = Heif.photo(Quarters.bytes(quarters(120, 80), "png"), folder, name);

        // When
        BufferedImage seen = Quarters.read(conversions.converted(source, type, target));

        // Then
        assertThat(List.of(seen.getWidth(), seen.getHeight())).containsExactly(120, 80);
        assertShowsQuarters(seen);
    }

    @Test
    void more_colours_than_a_screen_shows_become_those_of_a_screen() {
        // Given
        byte[] wide = Vips.inWideGamut(Quarters.bytes(quarters(120, 80), "png"), folder);
        byte[] source = Heif.photo(wide, folder, "photo.heic");

        // When, Then
        assertShowsQuarters(Quarters.read(conversions.converted(source, "image/heic", JPEG)));
    }

    private static void assertShowsQuarters(BufferedImage seen) {
        List<Color> expected =
                List.of(Quarters.RED, Quarters.GREEN, Quarters.BLUE, Quarters.YELLOW);
        for (int i = 0; i < expected.size(); i++) {
            assertThat(Quarters.alike(Quarters.colours(seen).get(i), expected.get(i), 6))
                    .as("%s for %s", Quarters.colours(seen).get(i), expected.get(i))
                    .isTrue();
        }
    }

    @Test
    void it_is_made_as_small_as_it_has_to_be() {
        byte[] source =
                Heif.photo(Quarters.bytes(quarters(1200, 800), "png"), folder, "photo.heic");

        assertThat(conversions.converted(source, "image/heic", JPEG, 4_000)).isNotEmptyFile();
    }

    @Test
    void a_photo_that_wants_too_much_memory_ends_in_words_about_that() {
        // Given: 12 million pixels as phones make them
        byte[] source =
                Heif.photo(Quarters.bytes(quarters(4_032, 3_024), "png"), folder, "photo.heic");
        var usual = ConversionSettings.DEFAULT;
        var settings =
                new ConversionSettings(
                        usual.atOnce(),
                        usual.timeLimit(),
                        48 << 20,
                        usual.confined(),
                        usual.programFolders());
        try (var tight = HeifConverter.here(settings)) {
            // When
            String refusal = new Conversions(tight, folder).impossible(source, "image/heic", JPEG);

            // Then
            assertThat(refusal).contains("more than 48 MB of memory");
            assertThat(Quarters.read(conversions.converted(source, "image/heic", JPEG)).getWidth())
                    .isEqualTo(4_032);
        }
    }

    @Test
    void a_damaged_photo_is_impossible() {
        // Given
        byte[] whole = Heif.photo(Quarters.bytes(quarters(120, 80), "png"), folder, "photo.heic");
        byte[] cut = Arrays.copyOf(whole, whole.length / 2);

        // When, Then
        assertThat(conversions.impossible(cut, "image/heic", JPEG))
                .startsWith("the picture is damaged, of an unusual kind or takes more than ");
    }

    @Test
    void what_is_no_heif_at_all_is_not_read_by_another_reader_for_long() {
        byte[] text = "P3 99999 99999 255 0 0 0".getBytes(UTF_8);

        assertThat(conversions.convert(text, "image/heic", JPEG, Conversions.ANY_SIZE))
                .isInstanceOf(Conversion.Impossible.class);
    }

    @Test
    void it_says_what_is_missing() {
        // Given
        var usual = ConversionSettings.DEFAULT;
        var settings =
                new ConversionSettings(
                        usual.atOnce(),
                        usual.timeLimit(),
                        usual.memoryLimit(),
                        usual.confined(),
                        List.of(folder));

        // When
        try (var without = HeifConverter.here(settings)) {

            // Then
            assertThat(without.availability())
                    .isEqualTo(
                            new Availability.Missing(
                                    "vipsthumbnail is not installed (Debian: libvips-tools)"));
            assertThat(without.knows("image/heic", JPEG)).isTrue();
        }
    }

    @Test
    void it_knows_its_types() {
        assertThat(converter.knows("image/avif", "image/png")).isTrue();
        assertThat(converter.knows("image/png", JPEG)).isFalse();
        assertThat(converter.knows("image/heic", "image/avif")).isFalse();
    }

    private static BufferedImage quarters(int width, int height) {
        return Quarters.picture(width, height, BufferedImage.TYPE_3BYTE_BGR);
    }
}
