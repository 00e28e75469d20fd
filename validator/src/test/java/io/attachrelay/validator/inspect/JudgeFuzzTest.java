package io.attachrelay.validator.inspect;

import static io.attachrelay.validator.inspect.TestBytes.ftyp;
import static io.attachrelay.validator.inspect.TestBytes.office;
import static io.attachrelay.validator.inspect.TestBytes.ogg;
import static io.attachrelay.validator.inspect.TestBytes.ole2;
import static io.attachrelay.validator.inspect.TestBytes.word;
import static io.attachrelay.validator.inspect.TestBytes.zip;
import static org.assertj.core.api.Assertions.assertThat;

import io.attachrelay.deploy.testkit.fuzz.Fuzz;
import io.attachrelay.deploy.testkit.sample.SampleFiles;
import io.attachrelay.model.FindingCode;
import io.attachrelay.model.Verdict;
import io.attachrelay.validator.inspect.claim.Claims;
import io.attachrelay.validator.inspect.deep.DeepChecks;
import io.attachrelay.validator.inspect.deep.picture.Headers;
import io.attachrelay.validator.inspect.detect.Content;
import io.attachrelay.validator.inspect.policy.ChannelRules;
import io.attachrelay.validator.inspect.policy.InspectionPolicy;
import io.attachrelay.validator.inspect.strip.Stripper;
import io.attachrelay.validator.inspect.strip.Strippers;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a customer sends gets a verdict, and reading it has a bound. */
class JudgeFuzzTest {

    // A file here has some KB, so that each can be read from several times.
    private static final long MOST_BYTES_READ = 1 << 20;

    private final InspectionPolicy policy = InspectionPolicy.standard();
    private final ChannelRules rules = policy.rules(null, "web");
    private final Appraiser appraiser = new Appraiser(policy.names(), DeepChecks.all());
    private final Judge judge = new Judge(policy.names());

    static Stream<Arguments> kinds() {
        return Stream.of(
                kind(
                        "zip",
                        new String[] {
                            "PK\1\2", "PK\3\4", "PK\5\6", "PK\6\6", "mimetype", "_rels/.rels"
                        },
                        zip("a.txt"),
                        office(word()),
                        office(word(), "word/vbaProject.bin"),
                        zip("mimetype\napplication/epub+zip"),
                        SampleFiles.xlsx().bytes()),
                kind(
                        "ole2",
                        new String[] {"\u0001", "W\0o\0r\0d\0"},
                        ole2("WordDocument", "Workbook"),
                        ole2("Workbook", "x")),
                kind("jpeg", new String[] {"Exif"}, SampleFiles.jpeg().bytes()),
                kind(
                        "pictures",
                        new String[] {"IEND", "IHDR", "GIF89a", ";"},
                        SampleFiles.png().bytes(),
                        SampleFiles.gif().bytes()),
                kind(
                        "ftyp",
                        new String[] {"ftyp", "isom", "mif1", "heic", "qt  "},
                        SampleFiles.mp4().bytes(),
                        ftyp("isom", "mp42"),
                        ftyp("mif1", "heic")),
                kind(
                        "ogg",
                        new String[] {"OggS", "OpusHead", "\u0001vorbis"},
                        SampleFiles.ogg().bytes(),
                        ogg("OpusHead")),
                kind(
                        "headers",
                        new String[] {"acTL", "ispe", "VP8X", "moov", "stsd"},
                        Headers.animated(10, 10, 3),
                        Headers.extendedWebp(10, 10),
                        Headers.bmp(10, 10),
                        Headers.tiff(ByteOrder.BIG_ENDIAN, 10, 20),
                        Headers.heic("heic", 10, 10)),
                kind(
                        "markup",
                        new String[] {
                            "<!DOCTYPE", "<!ENTITY", "<script", "<style>", "<![CDATA[", "='"
                        },
                        TestBytes.latin1(
                                "<?xml version='1.0'?><svg onload='x'><a href='y'/></svg>"),
                        TestBytes.latin1("<?xml version='1.0'?><svg><g/><!-- x --></svg>")),
                kind(
                        "text",
                        new String[] {
                            "<script>",
                            "%PDF-1.7",
                            "%%EOF",
                            "{",
                            "[",
                            "\"",
                            ",",
                            ";",
                            "\n",
                            "#!",
                            "\ufeff"
                        },
                        SampleFiles.csv().bytes(),
                        SampleFiles.text().bytes(),
                        SampleFiles.html().bytes(),
                        SampleFiles.pdf().bytes(),
                        TestBytes.latin1("[{\"a\": 1}]")));
    }

    private static Arguments kind(String name, String[] words, byte[]... files) {
        return Arguments.of(name, words, files);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("kinds")
    void a_file_gets_a_verdict(String name, String[] words, byte[][] files) {
        // When
        Map<String, Long> outcomes = Fuzz.from(files).with(words).times(1_000).check(this::outcome);

        // Then
        assertThat(outcomes).hasSizeGreaterThan(1);
    }

    private String outcome(byte[] bytes) throws IOException {
        Content content =
                new Content(
                        bytes.length,
                        (offset, length) -> {
                            assertThat(offset).isBetween(0L, (long) bytes.length);
                            assertThat(length).isBetween(0L, bytes.length - offset);
                            return new ByteArrayInputStream(bytes, (int) offset, (int) length);
                        });
        Appraisal appraisal = appraiser.appraise(content, new Claims(null, null, null));
        assertThat(content.bytesRead()).isLessThan(MOST_BYTES_READ);
        return switch (judge.rule(appraisal, rules)) {
            case Ruling.Final(var verdict, _) -> outcome(verdict);
            case Ruling.CleanFirst(var accepted, var strip) -> {
                assertStripped(accepted.detectedType(), strip, bytes);
                yield "clean first, " + outcome(accepted);
            }
        };
    }

    private String outcome(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Accepted(var type, var kind, var facts) -> {
                assertThat(policy.names().kind(type)).hasValue(kind);
                assertThat(rules.allows(type, kind, facts.codec())).isTrue();
                yield "accepted " + type;
            }
            case Verdict.Rejected(var type, _, var reason, var detail) -> {
                assertThat(detail).isNotBlank();
                yield reason + " " + type;
            }
            case Verdict.Unreadable(_, var reason, var detail) -> reason + " " + detail;
            case Verdict.Refused(var reason) ->
                    throw new AssertionError("only the gateway refuses: " + reason);
        };
    }

    /** A clean copy is the original's beginning, and needs no cleaning. */
    private static void assertStripped(String type, Set<FindingCode> strip, byte[] bytes)
            throws IOException {
        Stripper stripper = Strippers.find(type, strip).orElseThrow();
        byte[] copy = stripped(stripper, type, bytes);
        assertThat(copy.length).isLessThan(bytes.length);
        assertThat(bytes).startsWith(copy);
        assertThat(stripped(stripper, type, copy)).isEqualTo(copy);
    }

    private static byte[] stripped(Stripper stripper, String type, byte[] bytes)
            throws IOException {
        var original =
                new Stripper.Original() {
                    @Override
                    public long size() {
                        return bytes.length;
                    }

                    @Override
                    public InputStream open(long offset, long length) {
                        return new ByteArrayInputStream(bytes, (int) offset, (int) length);
                    }
                };
        try (InputStream copy = stripper.strip(type, original)) {
            return copy.readAllBytes();
        }
    }
}
