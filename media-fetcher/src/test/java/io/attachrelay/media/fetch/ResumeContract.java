package io.attachrelay.media.fetch;

import static io.attachrelay.media.fetch.Answers.CHUNKED;
import static io.attachrelay.media.fetch.Answers.answer;
import static io.attachrelay.media.fetch.Answers.chunk;
import static io.attachrelay.media.fetch.Answers.lastChunk;
import static io.attachrelay.media.fetch.Answers.ok;
import static io.attachrelay.media.fetch.Answers.redirect;
import static io.attachrelay.media.fetch.Answers.status;
import static io.attachrelay.media.fetch.Answers.tagged;
import static io.attachrelay.media.store.Samples.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.attachrelay.media.store.ObjectStore;
import io.attachrelay.media.store.SidecarKey;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How a download outlives its connection, whatever the store. */
abstract class ResumeContract {

    private static final String ETAG = "\"one\"";

    final byte[] content = bytes(1, 600_000);
    final byte[] other = bytes(2, 600_000);

    private ObjectStore store;
    private FetchStage stage;

    abstract ObjectStore openStore();

    @BeforeEach
    void open() {
        store = openStore();
        stage = new FetchStage(store);
    }

    @AfterEach
    void close() {
        stage.close();
        store.close();
    }

    private List<String> asked(String header) {
        return stage.host.requests().stream()
                .map(head -> new RawHost.Request(head, 0).header(header))
                .toList();
    }

    private byte[] from(int position) {
        return Arrays.copyOfRange(content, position, content.length);
    }

    private byte[] upTo(int position) {
        return Arrays.copyOf(content, position);
    }

    /** The first answer breaks off after so many bytes; {@code rest} answers what is asked then. */
    private FetchOutcome fetchCutAt(int position, RawHost.Answer rest) {
        RawHost.Answer cut = answer(tagged(content.length, ETAG), upTo(position));
        stage.host.on("/m", (r, out) -> (r.before() == 0 ? cut : rest).write(r, out));
        return stage.fetch("/m");
    }

    private static String part(String range, String etag) {
        return "HTTP/1.1 206 Partial Content\r\nConnection: close\r\nContent-Range: "
                + range
                + "\r\nETag: "
                + etag;
    }

    @Test
    void a_body_that_is_cut_goes_on_where_it_stopped() {
        // Given
        stage.host.on("/m", new RangedMedium(content, ETAG, 250_000));

        // When
        FetchOutcome outcome = stage.fetch("/m");

        // Then
        stage.assertStored(outcome, content);
        assertThat(asked("Range")).containsExactly("", "bytes=250000-");
        assertThat(asked("If-Range")).containsExactly("", ETAG);
        assertThat(asked("Authorization")).containsOnly("Bearer token-0");
    }

    @Test
    void a_body_that_is_cut_again_and_again_goes_on_each_time() {
        // Given
        Integer[] stretches = {70_000, 70_000, 70_000, 70_000, 70_000, 70_000, 70_000};
        stage.host.on("/m", new RangedMedium(content, ETAG, stretches));

        // When
        FetchOutcome outcome = stage.fetch("/m");

        // Then
        stage.assertStored(outcome, content);
        assertThat(asked("Range")).hasSize(8).last().isEqualTo("bytes=490000-");
    }

    @Test
    void what_another_took_over_and_stored_meanwhile_is_not_asked_for_again() {
        // When
        FetchOutcome outcome =
                fetchCutBy(() -> {
                    takeOver();
                    store.put(
                            stage.key,
                            stage.identity,
                            new ByteArrayInputStream(content),
                            content.length);
                });

        // Then
        stage.assertStored(outcome, content);
        assertThat(outcome).isInstanceOf(FetchOutcome.Stored.class);
        assertThat(((FetchOutcome.Stored) outcome).downloaded()).isFalse();
        assertThat(stage.host.requests()).hasSize(1);
    }

    @Test
    void what_another_took_over_and_still_downloads_is_left_to_it() {
        // When
        FetchOutcome outcome = fetchCutBy(this::takeOver);

        // Then
        assertThat(outcome).isInstanceOf(FetchOutcome.OtherFault.class);
        assertThat(stage.host.requests()).hasSize(1);
    }

    /** The body breaks off, and before that another gateway does something; its claim ends last. */
    private FetchOutcome fetchCutBy(ThrowingCallable other) {
        stage.host.on(
                "/m",
                (_, out) -> {
                    out.write(RawHost.text(tagged(content.length, ETAG) + "\r\n\r\n"));
                    out.write(content, 0, 1000);
                    assertThatCode(other).doesNotThrowAnyException();
                });
        FetchOutcome outcome = stage.fetch("/m");
        SidecarKey place = stage.key.sidecar("claim");
        assertThat(store.delete(place, store.read(place).orElseThrow().version())).isTrue();
        return outcome;
    }

    /** Another's claim stands in the place of the one that is held, whose time is over. */
    private void takeOver() {
        SidecarKey place = stage.key.sidecar("claim");
        store.replace(place, RawHost.text("{}"), store.read(place).orElseThrow().version());
        stage.clock.advance(Duration.ofMinutes(1));
    }

    @Test
    void a_reset_connection_is_no_other_than_an_ended_one() {
        // Given
        RawHost.Answer reset =
                (_, out) -> {
                    out.write(RawHost.text(tagged(content.length, ETAG) + "\r\n\r\n"));
                    out.write(content, 0, 1000);
                    out.flush();
                    throw new RawHost.Reset();
                };
        RangedMedium medium = new RangedMedium(content, ETAG);
        stage.host.on("/m", (r, out) -> (r.before() == 0 ? reset : medium).write(r, out));

        // When
        FetchOutcome outcome = stage.fetch("/m");

        // Then
        stage.assertStored(outcome, content);
        assertThat(stage.host.requests()).hasSize(2);
    }

    @Test
    void a_chunked_body_that_is_cut_learns_its_size_with_the_rest() {
        // Given
        RawHost.Answer cut = answer(CHUNKED + "\r\nETag: " + ETAG, chunk(upTo(100_000)));
        RangedMedium medium = new RangedMedium(content, ETAG, 100_000);
        stage.host.on("/m", (r, out) -> (r.before() == 0 ? cut : medium).write(r, out));

        // When
        FetchOutcome outcome = stage.fetch("/m");

        // Then
        stage.assertStored(outcome, content);
        assertThat(asked("Range")).containsExactly("", "bytes=100000-", "bytes=200000-");
    }

    @Test
    void a_rest_may_come_in_chunks() {
        // When
        FetchOutcome outcome =
                fetchCutAt(
                        100_000,
                        answer(
                                part("bytes 100000-599999/600000", ETAG)
                                        + "\r\nTransfer-Encoding: chunked",
                                chunk(from(100_000)),
                                lastChunk()));

        // Then
        stage.assertStored(outcome, content);
        assertThat(stage.host.requests()).hasSize(2);
    }

    @Test
    void a_file_that_was_swapped_after_the_cut_is_downloaded_from_its_start() {
        // Given
        RangedMedium medium = new RangedMedium(content, ETAG, 250_000);
        stage.host.on(
                "/m",
                (r, out) -> {
                    medium.write(r, out);
                    medium.swap(other, "\"two\"");
                });

        // When
        FetchOutcome outcome = stage.fetch("/m");

        // Then
        stage.assertStored(outcome, other);
        assertThat(asked("Range")).containsExactly("", "bytes=250000-", "");
    }

    @ParameterizedTest
    @CsvSource({
        "bytes 100000-599999/600000, \"two\"",
        "bytes 100000-599999/600000, W/\"one\"",
        "bytes 100000-599999/600001, \"one\"",
        "bytes 100000-599998/600000, \"one\"",
        "bytes 100001-599999/600000, \"one\"",
        "bytes 0-599999/600000, \"one\"",
        "bytes 100000-599999/*, \"one\"",
        "bytes */600000, \"one\"",
        "bytes 100000-600000/600001, \"one\"",
        "bytes 99999999999999999999-1/2, \"one\"",
        "items 100000-599999/600000, \"one\"",
    })
    void a_rest_that_does_not_fit_is_never_mixed_in(String range, String etag) {
        // Given
        byte[] wrong = Arrays.copyOfRange(other, 100_000, 600_000);
        RawHost.Answer rest =
                answer(part(range, etag) + "\r\nContent-Length: " + wrong.length, wrong);
        RawHost.Answer whole = answer(tagged(content.length, ETAG), content);

        // When
        FetchOutcome outcome =
                fetchCutAt(100_000, (r, out) -> (r.before() == 1 ? rest : whole).write(r, out));

        // Then
        stage.assertStored(outcome, content);
        assertThat(asked("Range")).containsExactly("", "bytes=100000-", "");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\r\nContent-Length: 400000",
                "\r\nContent-Length: 500000\r\nContent-Encoding: gzip"
            })
    void a_rest_of_another_length_or_coding_is_never_mixed_in(String headers) {
        // Given
        RawHost.Answer rest =
                answer(part("bytes 100000-599999/600000", ETAG) + headers, from(100_000));
        RawHost.Answer whole = answer(tagged(content.length, ETAG), content);

        // When
        FetchOutcome outcome =
                fetchCutAt(100_000, (r, out) -> (r.before() == 1 ? rest : whole).write(r, out));

        // Then
        stage.assertStored(outcome, content);
        assertThat(asked("Range")).containsExactly("", "bytes=100000-", "");
    }

    @Test
    void a_rest_with_more_bytes_than_it_said_is_not_believed() {
        // Given
        RawHost.Answer rest =
                answer(
                        part("bytes 100000-599999/600000", ETAG) + "\r\nTransfer-Encoding: chunked",
                        chunk(from(100_000)),
                        chunk(new byte[] {1}),
                        lastChunk());
        RawHost.Answer whole = answer(tagged(content.length, ETAG), content);

        // When
        FetchOutcome outcome =
                fetchCutAt(100_000, (r, out) -> (r.before() == 1 ? rest : whole).write(r, out));

        // Then
        stage.assertStored(outcome, content);
        assertThat(asked("Range")).containsExactly("", "bytes=100000-", "");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\r\nETag: W/\"one\"",
                "\r\nETag: one",
                "\r\nETag: \"\"",
                "\r\nETag: \"one\"\r\nAccept-Ranges: none"
            })
    void where_a_rest_can_not_be_asked_for_the_download_starts_again(String headers) {
        // Given
        RawHost.Answer cut = answer(ok(content.length) + headers, upTo(100_000));
        RawHost.Answer whole = answer(ok(content.length) + headers, content);
        stage.host.on("/m", (r, out) -> (r.before() < 2 ? cut : whole).write(r, out));

        // When
        FetchOutcome outcome = stage.fetch("/m");

        // Then
        stage.assertStored(outcome, content);
        assertThat(asked("Range")).containsExactly("", "", "");
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 204, 304, 400, 412, 416})
    void any_answer_but_a_rest_starts_again(int status) {
        // Given
        RawHost.Answer whole = answer(tagged(content.length, ETAG), content);

        // When
        FetchOutcome outcome =
                fetchCutAt(
                        100_000,
                        (r, out) ->
                                (r.before() == 1 ? answer(status(status)) : whole).write(r, out));

        // Then
        stage.assertStored(outcome, content);
        assertThat(asked("Range")).startsWith("", "bytes=100000-").endsWith("");
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 429, 500, 503})
    void a_host_that_is_busy_when_asked_for_the_rest_is_asked_again(int status) {
        // Given
        RangedMedium medium = new RangedMedium(content, ETAG);

        // When
        FetchOutcome outcome =
                fetchCutAt(
                        100_000,
                        (r, out) ->
                                (r.before() < 3 ? answer(status(status)) : medium).write(r, out));

        // Then
        stage.assertStored(outcome, content);
        assertThat(asked("Range"))
                .containsExactly("", "bytes=100000-", "bytes=100000-", "bytes=100000-");
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403})
    void a_token_that_is_refused_for_the_rest_is_renewed_once(int status) {
        // Given
        RangedMedium medium = new RangedMedium(content, ETAG);

        // When
        FetchOutcome outcome =
                fetchCutAt(
                        100_000,
                        (r, out) ->
                                (r.head().contains("token-0") ? answer(status(status)) : medium)
                                        .write(r, out));

        // Then
        stage.assertStored(outcome, content);
        assertThat(asked("Authorization"))
                .containsExactly("Bearer token-0", "Bearer token-0", "Bearer token-1");
        assertThat(asked("Range")).containsExactly("", "bytes=100000-", "bytes=100000-");
    }

    @Test
    void a_host_that_wants_to_be_left_alone_is_not_asked_for_the_rest_again() {
        // When
        FetchOutcome outcome = fetchCutAt(100_000, answer(status(503) + "\r\nRetry-After: 17"));

        // Then
        assertThat(((FetchOutcome.HostFault) outcome).retryAfter())
                .hasValue(Duration.ofSeconds(17));
        assertThat(stage.host.requests()).hasSize(2);
        stage.assertNothingStored();
    }

    @Test
    void a_rest_that_is_cut_before_it_brings_much_is_asked_for_three_times() {
        // Given
        stage.host.on("/m", new RangedMedium(content, ETAG, 100_000, 0, 65_000, 0, 500_000));

        // When
        FetchOutcome outcome = stage.fetch("/m");

        // Then
        assertThat(outcome).isInstanceOf(FetchOutcome.HostFault.class);
        assertThat(stage.host.requests()).hasSize(4);
        stage.assertNothingStored();
    }

    @Test
    void a_download_that_can_not_go_on_starts_again_twice() {
        // Given
        stage.host.on("/m", answer(ok(content.length), upTo(100_000)));

        // When
        FetchOutcome outcome = stage.fetch("/m");

        // Then
        assertThat(outcome).isInstanceOf(FetchOutcome.HostFault.class);
        assertThat(stage.host.requests()).hasSize(3);
        stage.assertNothingStored();
    }

    @Test
    void a_rest_behind_a_redirect_is_asked_for_along_the_same_way() {
        // Given
        stage.host
                .on("/m", answer(redirect("/signed")))
                .on("/signed", new RangedMedium(content, ETAG, 100_000));

        // When
        FetchOutcome outcome = stage.fetch("/m");

        // Then
        stage.assertStored(outcome, content);
        assertThat(asked("Range")).containsExactly("", "", "bytes=100000-", "bytes=100000-");
        assertThat(asked("Authorization"))
                .containsExactly("Bearer token-0", "", "Bearer token-0", "");
    }

    @ParameterizedTest
    @CsvSource({"403,3", "404,2", "410,2"})
    void what_is_gone_when_its_rest_is_asked_for_is_gone(int status, int requests) {
        // When
        FetchOutcome outcome = fetchCutAt(100_000, answer(status(status)));

        // Then
        assertThat(outcome).isEqualTo(new FetchOutcome.Gone(status));
        assertThat(stage.host.requests()).hasSize(requests);
        stage.assertNothingStored();
    }
}
