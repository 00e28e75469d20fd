package io.attachrelay.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.attachrelay.deploy.testkit.fuzz.Fuzz;
import java.math.BigInteger;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whatever a client asks for, a part lies within the file and is the part that was asked for. */
class ByteRangeFuzzTest {

    private static final long[] SIZES = {0, 1, 10, 1_000, Long.MAX_VALUE};

    @Test
    void a_header_is_a_part_that_is_there_or_the_whole_file_or_nothing() {
        // When
        Map<String, Long> outcomes =
                Fuzz.from("bytes=0-4", "bytes=5-", "bytes=-3", "bytes=2000-", "bytes=", "")
                        .with(
                                "-",
                                "=",
                                ",",
                                "bytes",
                                " ",
                                "\t",
                                "0",
                                "9".repeat(18),
                                "9".repeat(19),
                                "\u0661")
                        .times(10_000)
                        .checkText(header -> {
                            var outcome = new StringBuilder();
                            for (long size : SIZES) {
                                outcome.append(outcome(header, size)).append(' ');
                            }
                            return outcome.toString();
                        });

        // Then
        assertThat(String.join("", outcomes.keySet())).contains("part", "whole", "none");
    }

    private static String outcome(String header, long size) {
        return switch (ByteRange.of(header, size)) {
            case ByteRange.Part(long offset, long length) -> {
                assertThat(offset).isBetween(0L, size - 1);
                assertThat(length).isBetween(1L, size - offset);
                assertAskedFor(header, offset, length, size);
                yield "part";
            }
            case ByteRange.Whole() -> "whole";
            case ByteRange.Unsatisfiable() -> {
                assertThat(header.strip()).matches("bytes=[0-9]*-[0-9]*");
                yield "none";
            }
        };
    }

    private static void assertAskedFor(String header, long offset, long length, long size) {
        String[] ends = header.strip().substring("bytes=".length()).split("-", -1);
        BigInteger end = BigInteger.valueOf(offset).add(BigInteger.valueOf(length));
        BigInteger last = BigInteger.valueOf(size);
        if (ends[0].isEmpty()) {
            assertThat(end).isEqualTo(last);
            assertThat(BigInteger.valueOf(length)).isEqualTo(new BigInteger(ends[1]).min(last));
        } else {
            assertThat(BigInteger.valueOf(offset)).isEqualTo(new BigInteger(ends[0]));
            BigInteger asked =
                    ends[1].isEmpty() ? last : new BigInteger(ends[1]).add(BigInteger.ONE);
            assertThat(end).isEqualTo(asked.min(last));
        }
    }
}
