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
import io.attachrelay.model.Verdict;
import io.attachrelay.validator.inspect.claim.Claims;
import io.attachrelay.validator.inspect.deep.DeepChecks;
import io.attachrelay.validator.inspect.detect.Content;
import io.attachrelay.validator.inspect.policy.InspectionPolicy;
import java.io.ByteArrayInputStream;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a customer sends gets a verdict, and reading it has a bound. */
class JudgeFuzzTest {

    // What Content lets its readers have of one file.
    private static final long MOST_BYTES_READ = 8 << 20;

    private final InspectionPolicy policy = InspectionPolicy.standard();
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

    private String outcome(byte[] bytes) {
        AtomicLong read = new AtomicLong();
        Content content =
                new Content(
                        bytes.length,
                        (offset, length) -> {
                            assertThat(offset).isBetween(0L, (long) bytes.length);
                            assertThat(length).isBetween(0L, bytes.length - offset);
                            read.addAndGet(length);
                            return new ByteArrayInputStream(bytes, (int) offset, (int) length);
                        });
        Appraisal appraisal = appraiser.appraise(content, new Claims(null, null, null));
        var ruling = (Ruling.Final) judge.rule(appraisal, policy.rules(null, "web"));
        assertThat(read.get()).isLessThanOrEqualTo(MOST_BYTES_READ);
        return outcome(ruling.verdict());
    }

    private String outcome(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Accepted(var type, var kind, var facts) -> {
                assertThat(policy.rules(null, "web").allows(type, kind, facts.codec())).isTrue();
                assertThat(policy.names().kind(type)).hasValue(kind);
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
}
