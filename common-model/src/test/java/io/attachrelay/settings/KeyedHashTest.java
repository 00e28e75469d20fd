package io.attachrelay.settings;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KeyedHashTest {

    // RFC 4231, test case 2.
    private static final byte[] DATA = "what do ya want for nothing?".getBytes(US_ASCII);
    private static final byte[] HASH =
            HexFormat.of()
                    .parseHex("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");

    private final KeyedHash jefe = new KeyedHash(new Secret("Jefe"));

    @Test
    void each_hash_is_that_of_its_own_bytes_alone() {
        assertThat(jefe.of(DATA)).isEqualTo(HASH);
        assertThat(jefe.of(new byte[0])).isNotEqualTo(HASH);
        assertThat(jefe.of(DATA)).isEqualTo(HASH);
    }

    @Test
    void many_threads_share_it() throws Exception {
        List<Callable<byte[]>> tasks =
                IntStream.range(0, 1_000)
                        .mapToObj(_ -> (Callable<byte[]>) () -> jefe.of(DATA))
                        .toList();

        try (var threads = Executors.newFixedThreadPool(8)) {
            for (Future<byte[]> hash : threads.invokeAll(tasks)) {
                assertThat(hash.get()).isEqualTo(HASH);
            }
        }
    }
}
