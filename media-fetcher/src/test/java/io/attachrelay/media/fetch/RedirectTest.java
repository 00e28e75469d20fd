package io.attachrelay.media.fetch;

import static io.attachrelay.media.fetch.Answers.answer;
import static io.attachrelay.media.fetch.Answers.ok;
import static io.attachrelay.media.fetch.Answers.redirect;
import static io.attachrelay.media.fetch.Answers.status;
import static io.attachrelay.media.store.Samples.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import io.attachrelay.media.fetch.FetchOutcome.Gone;
import io.attachrelay.media.fetch.FetchOutcome.HostFault;
import io.attachrelay.media.fetch.FetchOutcome.OtherFault;
import io.attachrelay.media.fetch.FetchOutcome.Refused;
import io.attachrelay.media.store.DiskStore;
import io.attachrelay.model.ReasonCode;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which redirects are followed, and who gets the token on the way. */
class RedirectTest {

    private static final String BEARER_0 = "Bearer token-0";
    private static final String BEARER_1 = "Bearer token-1";
    private static final String NONE = "";

    private final byte[] content = bytes(1, 70_000);
    private final RawHost.Answer medium = answer(ok(content.length), content);
    private final RawHost other = new RawHost();

    @TempDir Path folder;
    private FetchStage stage;

    @BeforeEach
    void open() {
        stage = new FetchStage(new DiskStore(folder, Clock.systemUTC()));
    }

    @AfterEach
    void close() {
        other.close();
        stage.close();
    }

    /** Both hosts are configured and opened. */
    private FetchOutcome fetch(String path) {
        return stage.fetch(path, Set.of(other.name()));
    }

    /** What came with the requests that reached a host, in their order. */
    private static List<String> bearers(RawHost host) {
        return host.requests().stream()
                .map(head -> new RawHost.Request(head, 0).header("Authorization"))
                .toList();
    }

    /** Answers only those who bear this token. */
    private static RawHost.Answer guarded(String bearer, int refusal, RawHost.Answer answer) {
        return (request, out) ->
                (request.header("Authorization").equals(bearer) ? answer : answer(status(refusal)))
                        .write(request, out);
    }

    @Test
    void three_redirects_are_followed_without_the_token() {
        // Given
        stage.host
                .on("/1", answer(redirect("/2")))
                .on("/2", answer(redirect(stage.host.url("/3"))))
                .on("/3", answer(redirect("//" + stage.host.name() + "/m")))
                .on("/m", medium);

        // When
        FetchOutcome outcome = fetch("/1");

        // Then
        stage.assertStored(outcome, content);
        assertThat(bearers(stage.host)).containsExactly(BEARER_0, NONE, NONE, NONE);
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void another_configured_host_is_asked_without_the_token(int status) {
        // Given
        String redirect = redirect(other.url("/m")).replaceFirst(" 302 ", " " + status + " ");
        stage.host.on("/m", answer(redirect));
        other.on("/m", medium);

        // When
        FetchOutcome outcome = fetch("/m");

        // Then
        stage.assertStored(outcome, content);
        assertThat(bearers(other)).containsExactly(NONE);
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403})
    void another_configured_host_gets_no_token_whatever_it_says(int status) {
        // Given
        stage.host.on("/m", answer(redirect(other.url("/m"))));
        other.on("/m", guarded(BEARER_0, status, medium));

        // When
        FetchOutcome outcome = fetch("/m");

        // Then
        assertThat(outcome).isInstanceOfAny(OtherFault.class, Gone.class);
        assertThat(bearers(stage.host)).containsExactly(BEARER_0);
        assertThat(bearers(other)).containsExactly(NONE);
        assertThat(stage.tokens.refused()).isEmpty();
    }

    @Test
    void the_same_origin_gets_the_token_when_it_asks_for_one() {
        // Given
        stage.host.on("/m", answer(redirect("/2"))).on("/2", guarded(BEARER_0, 401, medium));

        // When
        FetchOutcome outcome = fetch("/m");

        // Then
        stage.assertStored(outcome, content);
        assertThat(bearers(stage.host)).containsExactly(BEARER_0, NONE, BEARER_0);
        assertThat(stage.tokens.refused()).isEmpty();
    }

    @Test
    void the_same_origin_gets_no_token_for_a_403() {
        // Given
        stage.host.on("/m", answer(redirect("/2"))).on("/2", guarded(BEARER_0, 403, medium));

        // When
        FetchOutcome outcome = fetch("/m");

        // Then
        assertThat(outcome).isEqualTo(new Gone(403));
        assertThat(bearers(stage.host)).containsExactly(BEARER_0, NONE);
    }

    @Test
    void a_token_that_the_same_origin_asked_for_and_refused_is_renewed_once() {
        // Given
        stage.host.on("/m", answer(redirect("/2"))).on("/2", guarded(BEARER_1, 401, medium));

        // When
        FetchOutcome outcome = fetch("/m");

        // Then
        stage.assertStored(outcome, content);
        assertThat(bearers(stage.host))
                .containsExactly(BEARER_0, NONE, BEARER_0, BEARER_1, NONE, BEARER_1);
        assertThat(stage.tokens.refused()).containsExactly("token-0");
    }

    @Test
    void the_way_back_to_the_first_origin_takes_no_token_along() {
        // Given
        stage.host.on("/m", answer(redirect(other.url("/2")))).on("/3", medium);
        other.on("/2", answer(redirect(stage.host.url("/3"))));

        // When
        FetchOutcome outcome = fetch("/m");

        // Then
        stage.assertStored(outcome, content);
        assertThat(bearers(stage.host)).containsExactly(BEARER_0, NONE);
        assertThat(bearers(other)).containsExactly(NONE);
    }

    @Test
    void another_name_of_the_same_machine_is_another_origin() {
        // Given
        String name = stage.host.name().replace("127.0.0.1", "localhost");
        stage.host
                .on("/m", answer(redirect("http://" + name + "/2")))
                .on("/2", guarded(BEARER_0, 401, medium));

        // When
        FetchOutcome outcome = stage.fetch("/m", Set.of(name));

        // Then
        assertThat(outcome).isInstanceOf(OtherFault.class);
        assertThat(bearers(stage.host)).containsExactly(BEARER_0, NONE);
    }

    @Test
    void a_host_is_not_blamed_for_one_that_it_leads_to_and_that_is_busy() {
        // Given
        stage.host.on("/m", answer(redirect(other.url("/m"))));
        other.on("/m", answer(status(503) + "\r\nRetry-After: 7"));

        // When
        FetchOutcome outcome = fetch("/m");

        // Then
        assertThat(outcome).isInstanceOf(OtherFault.class);
        assertThat(((OtherFault) outcome).retryAfter()).contains(Duration.ofSeconds(7));
    }

    @Test
    void a_host_is_not_blamed_for_one_that_it_leads_to_and_that_is_down() {
        // Given
        stage.host.on("/m", answer(redirect(other.url("/m"))));
        other.close();

        // When
        FetchOutcome outcome = fetch("/m");

        // Then
        assertThat(outcome).isInstanceOf(OtherFault.class);
    }

    @Test
    void a_host_is_not_blamed_for_a_body_that_breaks_off_elsewhere() {
        // Given
        stage.host.on("/m", answer(redirect(other.url("/m"))));
        other.on("/m", answer(ok(content.length), bytes(1, 10)));

        // When
        FetchOutcome outcome = fetch("/m");

        // Then
        assertThat(outcome).isInstanceOf(OtherFault.class);
    }

    @Test
    void a_host_is_blamed_for_its_own_fault_after_one_elsewhere() {
        // Given
        var asked = new AtomicInteger();
        stage.host.on(
                "/m",
                (request, out) ->
                        answer(
                                        asked.getAndIncrement() == 0
                                                ? redirect(other.url("/m"))
                                                : status(503))
                                .write(request, out));
        other.on("/m", answer(ok(content.length), bytes(1, 10)));

        // When
        FetchOutcome outcome = fetch("/m");

        // Then
        assertThat(outcome).isInstanceOf(HostFault.class);
    }

    @Test
    void a_fourth_redirect_is_not_followed() {
        // Given
        stage.host.on("/m", answer(redirect("/m")));

        // When
        FetchOutcome outcome = fetch("/m");

        // Then
        assertThat(outcome).isInstanceOf(HostFault.class);
        assertThat(stage.host.requests()).hasSize(4);
    }

    @Test
    void a_redirect_to_nowhere_is_tried_again() {
        // Given
        stage.host.on("/m", answer(status(302)));

        // When
        FetchOutcome outcome = fetch("/m");

        // Then
        assertThat(outcome).isInstanceOf(HostFault.class);
    }

    @Test
    void a_redirect_to_a_host_that_is_not_configured_is_refused_and_never_followed() {
        // Given
        stage.host.on("/m", answer(redirect(other.url("/m"))));
        other.on("/m", medium);

        // When
        FetchOutcome outcome = stage.fetch("/m");

        // Then
        assertThat(outcome).isEqualTo(new Refused(ReasonCode.URL_NOT_ALLOWED));
        assertThat(other.connections()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://169.254.169.254/latest/meta-data/",
                "https://169.254.169.254/latest/meta-data/",
                "http://user@%s/m",
                "http:\\\\%s\\m",
                "\\\\%s/m",
                "/\\%s/m",
                "http:%s/m",
                "http:///%s/m",
                "ftp://%s/m",
                "javascript:alert(1)",
                "file:///etc/passwd"
            })
    void a_redirect_out_of_bounds_is_refused(String target) {
        // Given
        stage.host.on("/m", answer(redirect(target.formatted(stage.host.name()))));

        // When
        FetchOutcome outcome = fetch("/m");

        // Then
        assertThat(outcome).isEqualTo(new Refused(ReasonCode.URL_NOT_ALLOWED));
        assertThat(stage.host.requests()).hasSize(1);
        stage.assertNothingStored();
    }

    @ParameterizedTest
    @CsvSource({
        "2, /folder/2",
        "./2, /folder/2",
        "../2, /2",
        "/2, /2",
        "?x=1, /folder/m?x=1",
        "/a b, /a%20b"
    })
    void a_redirect_may_name_a_place_on_the_same_host(String location, String path) {
        // Given
        stage.host.on("/folder/m", answer(redirect(location))).on(path, medium);

        // When
        FetchOutcome outcome = fetch("/folder/m");

        // Then
        stage.assertStored(outcome, content);
    }
}
