package io.attachrelay.media.fetch;

import static io.attachrelay.media.fetch.Answers.CHUNKED;
import static io.attachrelay.media.fetch.Answers.OK;
import static io.attachrelay.media.fetch.Answers.answer;
import static io.attachrelay.media.fetch.Answers.chunk;
import static io.attachrelay.media.fetch.Answers.ok;
import static io.attachrelay.media.fetch.Answers.redirect;
import static io.attachrelay.media.fetch.Answers.status;
import static io.attachrelay.media.fetch.Answers.tagged;
import static io.attachrelay.media.fetch.Answers.zipped;
import static io.attachrelay.media.fetch.RawHost.text;
import static io.attachrelay.media.store.Samples.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import io.attachrelay.media.fetch.FetchOutcome.HostFault;
import io.attachrelay.media.fetch.FetchOutcome.Refused;
import io.attachrelay.media.fetch.FetchOutcome.Stored;
import io.attachrelay.media.store.DiskStore;
import io.attachrelay.model.ReasonCode;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a host may do to a body, and that it never costs more than the try. */
class BodyFaultsTest {

    private static final String ETAG = "\"one\"";
    private static final byte[] CONTENT = bytes(1, 300_000);
    private static final byte[] HEAD = Arrays.copyOf(CONTENT, 100_000);

    /** 20 MB, which is far over the limit of the stage, in 20 kB. */
    private static final byte[] BOMB = zipped(new byte[20 << 20]);

    private final CountDownLatch over = new CountDownLatch(1);

    @TempDir Path folder;
    private FetchStage stage;

    @BeforeEach
    void open() {
        stage = new FetchStage(new DiskStore(folder, Clock.systemUTC()));
    }

    @AfterEach
    void close() {
        over.countDown();
        stage.close();
    }

    private void assertNothingLeft() {
        stage.assertNothingStored();
        assertThat(folder.resolve(".unfinished")).isEmptyDirectory();
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                fault("shorter than it says", ok(CONTENT.length), HEAD),
                fault("shorter, and tagged", tagged(CONTENT.length, ETAG), HEAD),
                fault("not one byte", tagged(CONTENT.length, ETAG)),
                fault("no last chunk", CHUNKED, chunk(HEAD)),
                fault("half a chunk", CHUNKED, text("186a1\r\n"), HEAD),
                fault("half a chunk, and tagged", CHUNKED + "\r\nETag: " + ETAG, text("fffff\r\n")),
                fault("no chunk size", CHUNKED, text("zz\r\n"), HEAD),
                fault("no length", OK, CONTENT),
                fault("no length, and tagged", OK + "\r\nETag: " + ETAG, CONTENT),
                fault("negative length", OK + "\r\nContent-Length: -1", CONTENT),
                fault("length of no number", OK + "\r\nContent-Length: many", CONTENT),
                fault("bomb", ok(BOMB.length) + "\r\nContent-Encoding: gzip", BOMB),
                fault("bomb in chunks", CHUNKED + "\r\nContent-Encoding: GZip", chunk(BOMB)),
                fault("bomb of transfer", OK + "\r\nTransfer-Encoding: gzip, chunked", chunk(BOMB)),
                fault("no HTTP", "SSH-2.0-OpenSSH_9.6"),
                fault("nothing at all", ""));
    }

    private static Arguments fault(String name, String head, byte[]... body) {
        return Arguments.argumentSet(name, answer(head, body));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void a_faulty_body_is_tried_again_and_leaves_nothing(RawHost.Answer fault) {
        // Given
        stage.host.on("/m", fault);

        // When
        FetchOutcome outcome = stage.fetch("/m");

        // Then
        assertThat(outcome).isInstanceOf(HostFault.class);
        assertNothingLeft();
    }

    static Stream<Arguments> delays() {
        return Stream.of(
                delay("silent from the start", "", 0),
                delay("silent after the head", tagged(CONTENT.length, ETAG), 0),
                delay("silent in the middle", ok(CONTENT.length), 100_000),
                delay("silent in the middle, and tagged", tagged(CONTENT.length, ETAG), 100_000));
    }

    private static Arguments delay(String name, String head, int bytes) {
        return Arguments.argumentSet(name, head.isEmpty() ? "" : head + "\r\n\r\n", bytes);
    }

    @ParameterizedTest
    @MethodSource("delays")
    void a_host_that_falls_silent_is_given_up(String head, int bytes) {
        // Given
        stage.host.on(
                "/m",
                (_, out) -> {
                    out.write(text(head));
                    out.write(CONTENT, 0, bytes);
                    out.flush();
                    over.await();
                });

        // When
        FetchOutcome outcome = stage.fetchInHaste("/m");

        // Then
        assertThat(outcome).isInstanceOf(HostFault.class);
        assertNothingLeft();
    }

    static Stream<Arguments> drips() {
        return Stream.of(
                Arguments.argumentSet("head", OK + "\r\nX: ", text("y")),
                Arguments.argumentSet("length", ok(CONTENT.length) + "\r\n\r\n", text("y")),
                Arguments.argumentSet("chunks", CHUNKED + "\r\n\r\n", chunk(text("y"))),
                Arguments.argumentSet("chunk size", CHUNKED + "\r\n\r\n" + "1;y=", text("y")));
    }

    @ParameterizedTest
    @MethodSource("drips")
    void a_host_that_drips_is_given_up_at_the_deadline(String head, byte[] drop) {
        // Given
        stage.host.on(
                "/m",
                (_, out) -> {
                    out.write(text(head));
                    do {
                        out.write(drop);
                        out.flush();
                    } while (!over.await(50, TimeUnit.MILLISECONDS));
                });

        // When
        FetchOutcome outcome = stage.fetchInHaste("/m");

        // Then
        assertThat(outcome).isInstanceOf(HostFault.class);
        assertNothingLeft();
    }

    static Stream<Arguments> endless() {
        return Stream.of(
                Arguments.argumentSet("chunks", CHUNKED + "\r\n\r\n", chunk(CONTENT)),
                Arguments.argumentSet("length", ok(Long.MAX_VALUE) + "\r\n\r\n", CONTENT));
    }

    @ParameterizedTest
    @MethodSource("endless")
    void an_endless_body_is_refused(String head, byte[] piece) {
        // Given
        stage.host.on("/m", endlessly(head, piece));

        // When
        FetchOutcome outcome = stage.fetch("/m");

        // Then
        assertThat(outcome).isEqualTo(new Refused(ReasonCode.TOO_LARGE));
        assertNothingLeft();
    }

    static Stream<Arguments> endlessHeads() {
        return Stream.of(
                Arguments.argumentSet("one line", OK + "\r\nX: ", text("y".repeat(10_000))),
                Arguments.argumentSet("many lines", OK + "\r\n", text("X: y\r\n".repeat(1000))),
                Arguments.argumentSet("interim", "", text("HTTP/1.1 103 Hints\r\n\r\n")),
                Arguments.argumentSet(
                        "trailer", CHUNKED + "\r\n\r\n0\r\n", text("X: y\r\n".repeat(1000))));
    }

    @ParameterizedTest
    @MethodSource("endlessHeads")
    void an_endless_head_is_given_up(String head, byte[] piece) {
        // Given
        stage.host.on("/m", endlessly(head, piece));

        // When
        FetchOutcome outcome = stage.fetchInHaste("/m");

        // Then
        assertThat(outcome).isInstanceOf(HostFault.class);
        assertNothingLeft();
    }

    private static RawHost.Answer endlessly(String head, byte[] piece) {
        return (_, out) -> {
            out.write(text(head));
            while (true) {
                out.write(piece);
            }
        };
    }

    @Test
    void a_zipped_body_that_hides_it_is_kept_as_it_came() {
        // Given
        stage.host.on("/m", answer(ok(BOMB.length), BOMB));

        // When
        FetchOutcome outcome = stage.fetch("/m");

        // Then
        stage.assertStored(outcome, BOMB);
    }

    private static List<RawHost.Answer> passing() {
        return List.of(
                answer(""),
                answer(ok(CONTENT.length), HEAD),
                answer(tagged(CONTENT.length, ETAG), HEAD),
                answer(tagged(CONTENT.length, "\"two\""), HEAD),
                answer(CHUNKED, chunk(HEAD)),
                answer(CHUNKED + "\r\nETag: " + ETAG, chunk(HEAD)),
                answer(OK, CONTENT),
                answer(ok(BOMB.length) + "\r\nContent-Encoding: gzip", BOMB),
                answer(ok(1L << 40)),
                answer(status(401)),
                answer(status(403)),
                answer(status(404)),
                answer(status(429) + "\r\nRetry-After: 0"),
                answer(status(503)),
                answer(redirect("/m")),
                answer(redirect("https://169.254.169.254/")),
                (_, _) -> {
                    throw new RawHost.Reset();
                });
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void after_any_mixture_of_faults_a_good_delivery_is_stored(long seed) {
        // Given
        Random random = new Random(seed);
        List<RawHost.Answer> faults = passing();
        Deque<RawHost.Answer> mixture = new ConcurrentLinkedDeque<>();
        random.ints(12, 0, faults.size()).mapToObj(faults::get).forEach(mixture::add);
        RangedMedium medium = new RangedMedium(CONTENT, ETAG);
        stage.host.on(
                "/m",
                (request, out) -> {
                    RawHost.Answer fault = mixture.poll();
                    (fault == null ? medium : fault).write(request, out);
                });

        // When
        FetchOutcome outcome = stage.fetch("/m");
        for (int i = 0; i < 12 && !(outcome instanceof Stored); i++) {
            assertNothingLeft();
            outcome = stage.fetch("/m");
        }

        // Then
        stage.assertStored(outcome, CONTENT);
        assertThat(folder.resolve(".unfinished")).isEmptyDirectory();
    }
}
