package io.attachrelay.sender.convert.image;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.attachrelay.sender.convert.Availability;
import io.attachrelay.sender.convert.Conversion;
import io.attachrelay.sender.convert.Conversions;
import io.attachrelay.settings.ConversionSettings;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageConverterTest {

    private static final String JPEG = "image/jpeg";
    private static final String PNG = "image/png";
    private static final List<Color> UPRIGHT =
            List.of(Quarters.RED, Quarters.GREEN, Quarters.BLUE, Quarters.YELLOW);
    // What JPEG may do to a flat colour.
    private static final int LOSS = 6;

    @TempDir Path folder;

    private final ImageConverter converter = ImageConverter.here(ConversionSettings.DEFAULT);
    private Conversions conversions;

    @BeforeEach
    void open() {
        conversions = new Conversions(converter, folder);
    }

    @AfterEach
    void close() {
        converter.close();
    }

    @ParameterizedTest
    @CsvSource({
        "png, image/png",
        "png, image/apng",
        "jpeg, image/jpeg",
        "gif, image/gif",
        "bmp, image/bmp",
        "tiff, image/tiff"
    })
    void a_picture_of_any_kind_becomes_a_jpeg_or_png_of_its_size(String format, String type) {
        // Given
        byte[] source = Quarters.bytes(quarters(120, 80), format);

        // When
        BufferedImage jpeg = Quarters.read(conversions.converted(source, type, JPEG));
        BufferedImage png = Quarters.read(conversions.converted(source, type, PNG));

        // Then
        assertThat(List.of(jpeg.getWidth(), jpeg.getHeight())).containsExactly(120, 80);
        assertThat(List.of(png.getWidth(), png.getHeight())).containsExactly(120, 80);
        assertShows(jpeg, UPRIGHT);
        assertShows(png, UPRIGHT);
    }

    @ParameterizedTest
    @CsvSource({"lossless", "lossy"})
    void webp_becomes_a_jpeg(String mode) {
        // Given
        byte[] source =
                Vips.copy(
                        Quarters.bytes(quarters(120, 80), "png"),
                        folder,
                        mode.equals("lossless")
                                ? "quarters.webp[lossless]"
                                : "quarters.webp[Q=95]");

        // When
        BufferedImage jpeg = Quarters.read(conversions.converted(source, "image/webp", JPEG));

        // Then
        assertThat(List.of(jpeg.getWidth(), jpeg.getHeight())).containsExactly(120, 80);
        assertShows(jpeg, UPRIGHT);
    }

    /** Which quarters of the file are seen where: above left, right, below left, right. */
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "1, 0 1 2 3",
        "2, 1 0 3 2",
        "3, 3 2 1 0",
        "4, 2 3 0 1",
        "5, 0 2 1 3",
        "6, 2 0 3 1",
        "7, 3 1 2 0",
        "8, 1 3 0 2",
        "9, 0 1 2 3"
    })
    void a_photo_is_turned_as_its_camera_says(int orientation, String quarters) {
        // Given
        byte[] upright = Quarters.bytes(quarters(120, 80), "jpeg");
        byte[] source = JpegBytes.withExif(upright, JpegBytes.exif(orientation, "a camera"));

        // When
        BufferedImage seen = Quarters.read(conversions.converted(source, JPEG, JPEG));

        // Then
        List<Color> colours =
                Arrays.stream(quarters.split(" ")).map(Integer::valueOf).map(UPRIGHT::get).toList();
        boolean turned = orientation >= 5 && orientation <= 8;
        assertThat(seen.getWidth()).isEqualTo(turned ? 80 : 120);
        assertShows(seen, colours);
    }

    @Test
    void what_is_seen_through_a_picture_is_white_in_a_jpeg_and_nothing_in_a_png() {
        // Given
        var picture = new BufferedImage(64, 64, BufferedImage.TYPE_INT_ARGB);
        for (int x = 0; x < 32; x++) {
            for (int y = 0; y < 64; y++) {
                picture.setRGB(x, y, y < 32 ? 0xffff0000 : 0x80ff0000);
            }
        }
        byte[] source = Quarters.bytes(picture, "png");

        // When
        BufferedImage jpeg = Quarters.read(conversions.converted(source, PNG, JPEG));
        BufferedImage png = Quarters.read(conversions.converted(source, PNG, PNG));

        // Then
        var pink = new Color(255, 127, 127);
        assertShows(jpeg, List.of(Color.RED, Color.WHITE, pink, Color.WHITE));
        assertThat(png.getRGB(16, 16)).isEqualTo(0xffff0000);
        assertThat(png.getRGB(16, 48)).isEqualTo(0x80ff0000);
        assertThat(png.getRGB(48, 16) >>> 24).isZero();
    }

    @Test
    void inks_become_the_colours_that_they_print() throws IOException {
        // Given
        byte[] source = Vips.inInks(Quarters.bytes(quarters(120, 80), "png"), folder);

        // When
        BufferedImage jpeg = Quarters.read(conversions.converted(source, JPEG, JPEG));

        // Then
        assertShows(jpeg, Quarters.colours(Vips.printed(folder)), 12);
    }

    @Test
    void more_colours_than_a_screen_shows_become_those_of_a_screen() {
        // Given
        byte[] source = Vips.inWideGamut(Quarters.bytes(quarters(120, 80), "png"), folder);

        // When, Then
        assertShows(Quarters.read(conversions.converted(source, PNG, PNG)), UPRIGHT, 2);
    }

    /** 128 of 255 in linear light is 188 in sRGB. */
    @Test
    void a_profile_is_applied_and_not_carried_along() throws IOException {
        // Given
        byte[] png = Profiled.linearPng(128);
        byte[] jpeg =
                JpegBytes.withProfile(Quarters.bytes(grey(128), "jpeg"), Profiled.linearProfile());

        // When
        Path fromPng = conversions.converted(png, PNG, PNG);
        Path fromJpeg = conversions.converted(jpeg, JPEG, JPEG);

        // Then
        assertThat(Quarters.at(Quarters.read(fromPng), 8, 8)).isEqualTo(new Color(188, 188, 188));
        assertShows(Quarters.read(fromJpeg), List.of(new Color(188, 188, 188)));
        assertThat(text(fromPng)).doesNotContain("iCCP");
        assertThat(text(fromJpeg)).doesNotContain("ICC_PROFILE");
    }

    @ParameterizedTest
    @CsvSource({"png, image/png, 0", "jpeg, image/jpeg, 2", "tiff, image/tiff, 0"})
    void grey_stays_as_bright_as_it_is(String format, String type, int loss) {
        // Given
        var picture = new BufferedImage(16, 16, BufferedImage.TYPE_BYTE_GRAY);
        Arrays.fill(((DataBufferByte) picture.getRaster().getDataBuffer()).getData(), (byte) 128);

        // When
        BufferedImage seen =
                Quarters.read(conversions.converted(Quarters.bytes(picture, format), type, PNG));

        // Then
        assertThat(Quarters.at(seen, 8, 8).getRed()).isBetween(128 - loss, 128 + loss);
    }

    @Test
    void sixteen_bits_become_eight() {
        // Given
        byte[] source = Profiled.deepPng(0x80ff, 0x2000, 0xf000);

        // When
        BufferedImage seen = Quarters.read(conversions.converted(source, PNG, PNG));

        // Then
        assertThat(Quarters.alike(Quarters.at(seen, 8, 8), new Color(0x80, 0x20, 0xf0), 1))
                .isTrue();
    }

    @Test
    void nothing_of_what_a_camera_wrote_is_left() throws IOException {
        // Given
        byte[] source =
                JpegBytes.withExif(
                        Quarters.bytes(quarters(120, 80), "jpeg"),
                        JpegBytes.exif(1, "52.5200 N, 13.4050 E"));

        // When
        String outcome = text(conversions.converted(source, JPEG, JPEG));

        // Then
        assertThat(outcome).doesNotContain("Exif").doesNotContain("13.4050");
        assertThat(outcome).contains("\u00ff\u00c0").doesNotContain("\u00ff\u00c2");
    }

    @ParameterizedTest
    @CsvSource({
        "image/jpeg, 300000",
        "image/jpeg, 20000",
        "image/jpeg, 3000",
        "image/png, 300000",
        "image/png, 20000"
    })
    void a_picture_is_made_as_small_as_it_has_to_be_and_no_smaller(String target, long most) {
        // Given
        byte[] source = Quarters.bytes(noise(1200, 800), "png");

        // When
        Path outcome = conversions.converted(source, PNG, target, most);

        // Then
        BufferedImage seen = Quarters.read(outcome);
        assertThat((double) seen.getWidth() / seen.getHeight()).isBetween(1.4, 1.6);
        assertThat(outcome.toFile().length()).isBetween(most / 3, most);
    }

    @Test
    void a_small_picture_stays_as_small_as_it_is() {
        BufferedImage seen =
                Quarters.read(
                        conversions.converted(
                                Quarters.bytes(quarters(3, 2), "gif"), "image/gif", JPEG));

        assertThat(List.of(seen.getWidth(), seen.getHeight())).containsExactly(3, 2);
    }

    @Test
    void a_size_that_no_picture_has_is_impossible() {
        Conversion conversion =
                conversions.convert(Quarters.bytes(noise(400, 400), "png"), PNG, JPEG, 100);

        assertThat(conversion)
                .isEqualTo(
                        new Conversion.Impossible(
                                "the picture can't be made as small as 100 bytes"));
    }

    @Test
    void a_picture_of_a_billion_pixels_is_not_decoded() {
        assertThat(conversions.impossible(header(30_000, 30_000), PNG, JPEG))
                .isEqualTo("the picture has 30000 x 30000 pixels, more than 64 million");
    }

    @Test
    void pages_are_not_lost() throws IOException {
        byte[] fax = Profiled.tiffOfPages(quarters(60, 40), 3);

        assertThat(conversions.impossible(fax, "image/tiff", JPEG))
                .isEqualTo("the file has 3 pages and a picture shows only one");
    }

    @Test
    void the_first_frame_stands_for_a_film() throws IOException {
        byte[] film = Profiled.gifOfFrames(quarters(60, 40), noise(60, 40));

        BufferedImage seen = Quarters.read(conversions.converted(film, "image/gif", PNG));

        assertShows(seen, UPRIGHT);
    }

    @ParameterizedTest
    @CsvSource({
        "png, image/png",
        "jpeg, image/jpeg",
        "gif, image/gif",
        "bmp, image/bmp",
        "tiff, image/tiff"
    })
    void a_damaged_picture_is_impossible_or_shows_what_is_left(String format, String type) {
        // Given
        byte[] whole = Quarters.bytes(noise(200, 200), format);
        byte[] cut = Arrays.copyOf(whole, whole.length / 3);
        byte[] begin = Arrays.copyOf(whole, 20);

        // When, Then
        assertThat(conversions.convert(cut, type, JPEG, Conversions.ANY_SIZE))
                .isNotInstanceOf(Conversion.TryAgain.class);
        assertThat(conversions.impossible(begin, type, JPEG)).contains("damaged");
    }

    @Test
    void it_knows_its_types_and_needs_no_program() {
        assertThat(converter.availability()).isInstanceOf(Availability.Available.class);
        assertThat(converter.knows("image/webp", JPEG)).isTrue();
        assertThat(converter.knows(JPEG, JPEG)).isTrue();
        assertThat(converter.knows("image/heic", JPEG)).isFalse();
        assertThat(converter.knows("image/svg+xml", PNG)).isFalse();
        assertThat(converter.knows(PNG, "image/webp")).isFalse();
    }

    private static BufferedImage quarters(int width, int height) {
        return Quarters.picture(width, height, BufferedImage.TYPE_3BYTE_BGR);
    }

    private static BufferedImage grey(int value) {
        var picture = new BufferedImage(16, 16, BufferedImage.TYPE_3BYTE_BGR);
        var graphics = picture.createGraphics();
        graphics.setColor(new Color(value, value, value));
        graphics.fillRect(0, 0, 16, 16);
        graphics.dispose();
        return picture;
    }

    /** What compresses worst. */
    private static BufferedImage noise(int width, int height) {
        var picture = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
        var random = new Random(7);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                picture.setRGB(x, y, random.nextInt());
            }
        }
        return picture;
    }

    /** A PNG that announces a size and has no pixels. */
    private static byte[] header(int width, int height) {
        byte[] whole = Quarters.bytes(quarters(4, 4), "png");
        ByteBuffer.wrap(whole).putInt(16, width).putInt(20, height);
        var crc = new CRC32();
        crc.update(whole, 12, 17);
        ByteBuffer.wrap(whole).putInt(29, (int) crc.getValue());
        return whole;
    }

    private static String text(Path file) throws IOException {
        return new String(Files.readAllBytes(file), ISO_8859_1);
    }

    private static void assertShows(BufferedImage picture, List<Color> expected) {
        assertShows(picture, expected, LOSS);
    }

    private static void assertShows(BufferedImage picture, List<Color> expected, int loss) {
        List<Color> colours = Quarters.colours(picture);
        for (int i = 0; i < colours.size(); i++) {
            Color wanted = expected.get(Math.min(i, expected.size() - 1));
            assertThat(Quarters.alike(colours.get(i), wanted, loss))
                    .as("quarter %d: %s for %s", i, colours.get(i), wanted)
                    .isTrue();
        }
    }
}
