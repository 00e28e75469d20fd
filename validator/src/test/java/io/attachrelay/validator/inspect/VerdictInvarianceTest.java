package io.attachrelay.validator.inspect;

import static io.attachrelay.validator.inspect.TestBytes.join;
import static io.attachrelay.validator.inspect.TestBytes.latin1;
import static org.assertj.core.api.Assertions.assertThat;

import io.attachrelay.deploy.testkit.sample.SampleFile;
import io.attachrelay.deploy.testkit.sample.SampleFiles;
import io.attachrelay.model.Finding;
import io.attachrelay.validator.inspect.claim.Claims;
import io.attachrelay.validator.inspect.deep.DeepChecks;
import io.attachrelay.validator.inspect.detect.Content;
import io.attachrelay.validator.inspect.policy.InspectionPolicy;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The verdict for a byte sequence does not depend on name, header or chunking. These lead to
 * findings at most, which the product's policy accepts as notes.
 */
class VerdictInvarianceTest {

    private static final List<SampleFile> FILES =
            List.of(
                    SampleFiles.png(),
                    SampleFiles.jpeg().ofSize(200_000),
                    SampleFiles.gif(),
                    SampleFiles.pdf().ofSize(100_000),
                    SampleFiles.text(),
                    SampleFiles.csv().ofSize(100_000),
                    SampleFiles.html(),
                    SampleFiles.docx(),
                    SampleFiles.zip(),
                    SampleFiles.ogg(),
                    SampleFiles.mp4(),
                    SampleFiles.windowsProgram());
    private static final List<String> NAMES =
            List.of(
                    "a.png",
                    "a.exe",
                    "invoice.pdf.exe",
                    "in\u202efdp.exe",
                    ".",
                    "",
                    "a.docx   ",
                    "../../x.sh",
                    "a\0.png");
    private static final List<String> TYPES =
            List.of(
                    "image/png",
                    "text/html; charset=x",
                    "application/x-msdownload",
                    "",
                    ";;",
                    "nonsense",
                    "IMAGE/JPG");

    private final InspectionPolicy policy = InspectionPolicy.standard();
    private final Appraiser appraiser = new Appraiser(policy.names(), DeepChecks.all());
    private final Judge judge = new Judge(policy.names());

    static Stream<Integer> seeds() {
        return IntStream.range(0, 150).boxed();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void the_verdict_for_the_same_bytes_is_the_same(int seed) {
        // Given
        Random random = new Random(seed);
        byte[] bytes = someBytes(random);

        // When
        Appraisal plain = appraise(bytes, new Claims(null, null, null), null);
        Appraisal dressed = appraise(bytes, someClaims(random), random);

        // Then
        assertThat(verdicts(dressed)).isEqualTo(verdicts(plain));
        assertThat(notesOfBytes(dressed)).isEqualTo(notesOfBytes(plain));
    }

    private List<Ruling> verdicts(Appraisal appraisal) {
        List<Ruling> rulings = new ArrayList<>();
        for (String channel : policy.channels()) {
            rulings.add(judge.rule(appraisal, policy.rules("acme", channel)));
        }
        return rulings;
    }

    /** What the deep checks noticed. */
    private static List<Finding> notesOfBytes(Appraisal appraisal) {
        return appraisal.examination().findings();
    }

    /** A file as it is, damaged, cut off, or with another behind it. */
    private static byte[] someBytes(Random random) {
        byte[] bytes = any(FILES, random).bytes();
        switch (random.nextInt(4)) {
            case 0 -> {
                for (int i = random.nextInt(8); i >= 0; i--) {
                    bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
                }
            }
            case 1 -> bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length));
            case 2 -> bytes = join(bytes, any(FILES, random).bytes());
            default -> bytes = join(bytes, latin1("x".repeat(random.nextInt(3))));
        }
        return bytes;
    }

    private static Claims someClaims(Random random) {
        return new Claims(any(TYPES, random), any(NAMES, random), random.nextLong(Long.MAX_VALUE));
    }

    private static <T> T any(List<T> all, Random random) {
        return all.get(random.nextInt(all.size()));
    }

    private Appraisal appraise(byte[] bytes, Claims claims, Random chunks) {
        var content =
                new Content(
                        bytes.length,
                        (offset, length) -> {
                            var range = new ByteArrayInputStream(bytes, (int) offset, (int) length);
                            return chunks == null ? range : new Chunked(range, chunks);
                        });
        return withoutCause(appraiser.appraise(content, claims));
    }

    /** Two exceptions are never equal. */
    private static Appraisal withoutCause(Appraisal appraisal) {
        return appraisal.examination()
                        instanceof
                        Examination.NotUnderstood(var type, var reason, var detail, _, var findings)
                ? new Appraisal(
                        new Examination.NotUnderstood(type, reason, detail, null, findings),
                        appraisal.findings(),
                        appraisal.sizeBytes())
                : appraisal;
    }

    /** Delivers a few bytes at a time, as networks do. */
    private static final class Chunked extends FilterInputStream {

        private final Random random;

        Chunked(InputStream in, Random random) {
            super(in);
            this.random = random;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            return super.read(bytes, offset, Math.min(length, 1 + random.nextInt(3_000)));
        }
    }
}
