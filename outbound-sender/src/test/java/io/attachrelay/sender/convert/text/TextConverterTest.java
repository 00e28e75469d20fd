package io.attachrelay.sender.convert.text;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.attachrelay.sender.convert.Availability;
import io.attachrelay.sender.convert.Conversion;
import io.attachrelay.sender.convert.Conversions;
import io.attachrelay.sender.convert.jvm.Limits;
import io.attachrelay.settings.ConversionSettings;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextConverterTest {

    private static final String PDF = "application/pdf";
    private static final String PLAIN = "text/plain";
    private static final String HTML = "text/html";

    @TempDir Path folder;

    private final TextConverter converter = TextConverter.here(ConversionSettings.DEFAULT);
    private Conversions conversions;

    @BeforeEach
    void open() {
        conversions = new Conversions(converter, folder);
    }

    @AfterEach
    void close() {
        converter.close();
    }

    @Test
    void a_text_is_found_again_with_its_lines() {
        // Given
        String text = "Dear Ms. Müller,\n\nthe price is 12 €.\n\tΚαλημέρα, Привет, Dzień dobry\n";

        // When
        Pdf pdf = converted(text.getBytes(UTF_8), PLAIN);

        // Then
        assertThat(pdf.pages()).isEqualTo(1);
        assertThat(pdf.text())
                .contains("Dear Ms. Müller,")
                .contains("the price is 12 €.")
                .contains("Καλημέρα, Привет, Dzień dobry");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16", "UTF-16LE", "windows-1252"})
    void a_text_is_read_in_what_it_is_written_in(String name) {
        // Given: of the two of sixteen bits without an order a mark is made
        String mark = name.equals("UTF-16LE") ? "\uFEFF" : "";
        byte[] bytes = (mark + "Grüße für 5 € – “gut”").getBytes(Charset.forName(name));

        // When, Then
        assertThat(converted(bytes, PLAIN).text().strip()).isEqualTo("Grüße für 5 € – “gut”");
    }

    @Test
    void long_lines_are_broken_at_blanks_and_long_words_anywhere() {
        // Given
        String words = "word ".repeat(60).strip();
        String word = "x".repeat(300);

        // When
        List<String> lines =
                converted((words + "\n" + word).getBytes(UTF_8), PLAIN).text().lines().toList();

        // Then
        assertThat(lines).hasSizeBetween(8, 10).allMatch(line -> line.strip().length() <= 83);
        assertThat(lines.stream().map(String::strip).filter(l -> l.startsWith("word")))
                .allMatch(line -> line.endsWith("word"));
        assertThat(String.join("", lines)).contains(word);
    }

    @Test
    void sixty_lines_make_two_pages_and_a_form_feed_makes_one_more() {
        assertThat(converted("line\n".repeat(60).getBytes(UTF_8), PLAIN).pages()).isEqualTo(2);
        assertThat(converted("one\ftwo\fthree".getBytes(UTF_8), PLAIN).pages()).isEqualTo(3);
        assertThat(converted(new byte[] {'\n'}, PLAIN).pages()).isEqualTo(1);
    }

    @Test
    void what_no_typeface_has_is_a_box() {
        assertThat(converted("ok \uD83E\uDEE0 \u0001 \uE000 ok".getBytes(UTF_8), PLAIN).text())
                .contains("ok \u25a1")
                .contains("\u25a1 ok");
    }

    @ParameterizedTest
    @ValueSource(strings = {PLAIN, "text/csv", HTML})
    void a_text_that_nobody_could_read_is_impossible(String type) {
        assertThat(conversions.impossible("你好，世界\n你好，世界\n".getBytes(UTF_8), type, PDF))
                .startsWith("the text has letters that no font here has, such as U+");
        assertThat(conversions.impossible("שלום עולם".getBytes(UTF_8), type, PDF))
                .isEqualTo("the text runs from right to left");
    }

    @Test
    void more_pages_than_anybody_reads_are_impossible() {
        String line = "all work and no play\n";

        assertThat(conversions.impossible(line.repeat(12_000).getBytes(UTF_8), PLAIN, PDF))
                .isEqualTo("the text fills more than 200 pages");
        assertThat(conversions.impossible("\f".repeat(1_000).getBytes(UTF_8), PLAIN, PDF))
                .isEqualTo("the text fills more than 200 pages");
    }

    @ParameterizedTest
    @ValueSource(strings = {",", ";", "\t", "|"})
    void a_table_keeps_its_cells_and_repeats_its_head(String separator) {
        // Given
        String head = "Article" + separator + "Number" + separator + "Price\r\n";
        String rows =
                IntStream.range(0, 200)
                        .mapToObj(i -> List.of("\"Nuts, \"\"big\"\" " + i + "\"", "" + i, "1.50"))
                        .map(cells -> String.join(separator, cells))
                        .collect(Collectors.joining("\r\n"));

        // When
        Pdf pdf = converted((head + rows).getBytes(UTF_8), "text/csv");

        // Then
        assertThat(pdf.pages()).isBetween(3, 8);
        assertThat(pdf.text()).contains("Nuts, \"big\" 0 0 1.50").contains("Nuts, \"big\" 199 199");
        assertThat(pdf.text().split("Article Number Price", -1)).hasSize(pdf.pages() + 1);
    }

    @Test
    void a_wide_table_lies_on_its_side() throws IOException {
        // Given
        String row = String.join(",", Collections.nCopies(20, "1234.5"));

        // When
        Path outcome = conversions.converted((row + "\n" + row).getBytes(UTF_8), "text/csv", PDF);

        // Then
        try (PDDocument document = Loader.loadPDF(outcome.toFile())) {
            var box = document.getPage(0).getMediaBox();
            assertThat(box.getWidth()).isGreaterThan(box.getHeight());
        }
    }

    @Test
    void a_table_that_no_sheet_holds_is_impossible() {
        String row = String.join(";", Collections.nCopies(31, "x"));

        assertThat(conversions.impossible((row + "\n" + row).getBytes(UTF_8), "text/csv", PDF))
                .isEqualTo("the table has more than 5000 rows or more than 30 columns");
        assertThat(conversions.impossible("a;b\n".repeat(5_001).getBytes(UTF_8), "text/csv", PDF))
                .isEqualTo("the table has more than 5000 rows or more than 30 columns");
    }

    @Test
    void a_web_page_keeps_its_words_and_pictures_and_loses_what_acts() throws IOException {
        // Given
        String pixel = Base64.getEncoder().encodeToString(redPng());
        String page =
                """
                <html><head><title>t</title><script>document.write("scripted")</script></head>
                <body><h1>Invoice &amp; more</h1><p style="font-family: Arial">Total: <b>12&nbsp;€</b>
                <p>Καλημέρα<ul><li>one<li>two</ul><table><tr><td>cell</td></tr></table>
                <img width="300" height="200" src="data:image/png;base64,%s">
                <noscript>without scripts</noscript>
                <form><input type="hidden" value="secret"><input value="typed"></form>
                <a href="javascript:alert(1)">a link</a></body></html>
                """
                        .formatted(pixel);

        // When
        Path outcome = conversions.converted(page.getBytes(UTF_8), HTML, PDF);

        // Then
        Pdf pdf = Pdf.of(outcome);
        assertThat(pdf.pages()).isEqualTo(1);
        assertThat(pdf.text())
                .contains("Invoice & more", "Total:", "12", "Καλημέρα", "one", "cell")
                .contains("without scripts", "typed", "a link")
                .doesNotContain("scripted", "secret");
        assertThat(pdf.redPixels()).isGreaterThan(1_000);
    }

    @Test
    void a_web_page_is_read_in_what_it_says_or_as_texts_are() {
        byte[] said =
                "<meta charset=iso-8859-7><p>\u00ea\u00e1\u00eb\u00fc"
                        .getBytes(Charset.forName("ISO-8859-1"));
        byte[] unsaid = "<p>Gr\u00fc\u00dfe".getBytes(Charset.forName("windows-1252"));
        byte[] wide = "<p>Grüße".getBytes(UTF_16);

        assertThat(converted(said, HTML).text()).contains("καλό");
        assertThat(converted(unsaid, HTML).text()).contains("Grüße");
        assertThat(converted(wide, HTML).text()).contains("Grüße");
    }

    @Test
    void nothing_is_fetched_from_the_net_or_from_disk() throws IOException {
        // Given
        List<String> requests = new CopyOnWriteArrayList<>();
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    requests.add(exchange.getRequestURI().toString());
                    exchange.sendResponseHeaders(404, -1);
                    exchange.close();
                });
        server.start();
        Path secret = Files.writeString(folder.resolve("secret.txt"), "top secret");
        String base = "http://127.0.0.1:" + server.getAddress().getPort();
        String page =
                """
                <!DOCTYPE html SYSTEM "%1$s/dtd">
                <html><head><base href="%1$s/base/"><link rel="stylesheet" href="%1$s/link.css">
                <style>@import url(%1$s/import.css); @font-face {font-family: f; src: url(%1$s/f.ttf)}
                body {background: url('%1$s/background.png'); font-family: f} p:before {content: url(%1$s/c.png)}
                li {list-style-image: url(relative.png)} @page {background-image: url(%1$s/page.png)}</style>
                <meta http-equiv="refresh" content="0; url=%1$s/refresh"></head>
                <body background="%1$s/b.png"><img src="%1$s/img.png" alt="a picture"><img src="//127.0.0.1/x">
                <iframe src="%1$s/frame"></iframe><object data="%1$s/object"></object><embed src="%1$s/embed">
                <svg><image href="%1$s/svg.png"/></svg><input type="image" src="%1$s/input.png">
                <iframe src="%2$s"></iframe><object data="%2$s"></object><p>text<li>item
                <a href="%1$s/linked">linked</a></body></html>
                """
                        .formatted(base, secret.toUri());

        // When
        String text = converted(page.getBytes(UTF_8), HTML).text();
        server.stop(0);

        // Then
        assertThat(requests).isEmpty();
        assertThat(text).contains("[a picture]", "text", "item").doesNotContain("top secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<div>", "<table><tr><td>", "<ul><li>", "<b>"})
    void a_page_that_nests_without_end_ends(String tag) {
        // Given
        var limits = new Limits(128L << 20, Duration.ofSeconds(3), 1);
        try (var hurried = TextConverter.within(limits)) {
            byte[] page = tag.repeat(20_000).getBytes(UTF_8);

            // When
            Conversion conversion =
                    new Conversions(hurried, folder).convert(page, HTML, PDF, Conversions.ANY_SIZE);

            // Then
            assertThat(conversion).isNotInstanceOf(Conversion.TryAgain.class);
        }
    }

    @Test
    void it_knows_its_types_and_needs_no_program() {
        assertThat(converter.availability()).isInstanceOf(Availability.Available.class);
        assertThat(converter.knows("text/csv", PDF)).isTrue();
        assertThat(converter.knows("text/x-python", PDF)).isFalse();
        assertThat(converter.knows(PLAIN, "image/png")).isFalse();
    }

    private Pdf converted(byte[] bytes, String type) {
        return Pdf.of(conversions.converted(bytes, type, PDF));
    }

    private static byte[] redPng() throws IOException {
        var red = new BufferedImage(2, 2, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 4; i++) {
            red.setRGB(i % 2, i / 2, 0xff0000);
        }
        var out = new ByteArrayOutputStream();
        ImageIO.write(red, "png", out);
        return out.toByteArray();
    }

    private record Pdf(int pages, String text, long redPixels) {

        static Pdf of(Path file) {
            try (PDDocument document = Loader.loadPDF(file.toFile())) {
                var first = new PDFRenderer(document).renderImage(0);
                int[] pixels =
                        first.getRGB(
                                0,
                                0,
                                first.getWidth(),
                                first.getHeight(),
                                null,
                                0,
                                first.getWidth());
                long red = IntStream.of(pixels).filter(p -> (p & 0xffffff) == 0xff0000).count();
                return new Pdf(
                        document.getNumberOfPages(), new PDFTextStripper().getText(document), red);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
