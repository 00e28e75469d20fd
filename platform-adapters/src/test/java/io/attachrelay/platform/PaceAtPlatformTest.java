package io.attachrelay.platform;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.attachrelay.deploy.testkit.platform.ApiFault;
import io.attachrelay.deploy.testkit.platform.CxoneSimulator;
import io.attachrelay.deploy.testkit.platform.Endpoint;
import io.attachrelay.deploy.testkit.platform.GenesysSimulator;
import io.attachrelay.deploy.testkit.platform.PlatformSimulator;
import io.attachrelay.model.Profile;
import io.attachrelay.platform.CallOutcome.Done;
import io.attachrelay.platform.CallOutcome.NotYet;
import io.attachrelay.platform.CallOutcome.TryAgain;
import io.attachrelay.platform.http.CallLimits;
import io.attachrelay.platform.http.CallManners;
import io.attachrelay.platform.http.ManualTicker;
import io.attachrelay.settings.OAuthSettings;
import io.attachrelay.settings.PaceSettings;
import io.attachrelay.settings.Secret;
import io.attachrelay.settings.TenantSettings;
import io.attachrelay.settings.WebhookAuth;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Paces as the platforms see them: real calls, in a time that the test makes pass. */
class PaceAtPlatformTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final byte[] PDF = "%PDF-1.7 report".getBytes(US_ASCII);

    private final ManualTicker ticker = new ManualTicker();
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final PlatformAdapters adapters =
            new PlatformAdapters(
                    Clock.systemUTC(),
                    new CallManners(CallLimits.DEFAULT, Duration.ofHours(1), ticker),
                    metrics);
    private GenesysSimulator genesys;
    private CxoneSimulator cxone;

    @BeforeEach
    void start() throws IOException {
        genesys = GenesysSimulator.start();
        cxone = CxoneSimulator.start();
    }

    @AfterEach
    void stop() {
        adapters.close();
        genesys.close();
        cxone.close();
    }

    @Test
    void genesys_gets_at_most_300_calls_in_any_minute_whatever_they_are_for() {
        // Given
        PlatformAdapter acme = open("acme", genesys);
        List<Function<String, CallOutcome<?>>> kinds =
                List.of(
                        conversation -> upload(acme, conversation),
                        conversation -> send(acme, conversation),
                        conversation -> notice(acme, conversation),
                        conversation -> attributes(acme, conversation));
        Lanes lanes = new Lanes(ticker);
        for (int i = 0; i < 40; i++) {
            lanes.add("conv-" + i, 18);
        }

        // When
        var made = lanes.run(c -> kinds.get(c.hashCode() & 3).apply(c));

        // Then
        assertThat(genesys.received().all()).hasSize(720);
        assertThat(mostInAMinute(made)).isEqualTo(300);
        assertThat(ticker.passed()).isLessThan(Duration.ofSeconds(150));
    }

    @Test
    void conversations_take_turns_however_much_each_has_to_say() {
        // Given
        PlatformAdapter acme = open("acme", genesys);
        Lanes lanes = new Lanes(ticker).add("talks-much", 60);
        for (int i = 0; i < 30; i++) {
            lanes.add("conv-" + i, 10);
        }

        // When
        var made = lanes.run(c -> notice(acme, c));

        // Then
        Map<String, Integer> done = new HashMap<>();
        for (Lanes.Made call : made.subList(15, 300)) {
            done.merge(call.conversation(), 1, Integer::sum);
        }
        assertThat(done).hasSize(31);
        assertThat(done.values()).allSatisfy(n -> assertThat(n).isBetween(8, 11));
    }

    @Test
    void tenants_with_the_same_client_share_its_calls() {
        // Given
        PlatformAdapter acme = open("acme", genesys);
        PlatformAdapter acmeToo = open("acme-too", genesys);
        Lanes lanes = new Lanes(ticker);
        for (int i = 0; i < 20; i++) {
            lanes.add("conv-" + i, 20);
        }

        // When
        var made = lanes.run(c -> notice((c.hashCode() & 1) == 0 ? acme : acmeToo, c));

        // Then
        assertThat(mostInAMinute(made)).isEqualTo(300);
    }

    @Test
    void one_conversation_at_cxone_is_slowed_down_and_leaves_the_others_alone() {
        // Given
        PlatformAdapter globex = open("globex", cxone);
        Lanes lanes = new Lanes(ticker).add("talks-much", 280);
        for (int i = 0; i < 20; i++) {
            lanes.add("conv-" + i, 5);
        }

        // When
        var made = lanes.run(c -> notice(globex, c));

        // Then
        assertThat(made)
                .filteredOn(m -> m.conversation().startsWith("conv-"))
                .allSatisfy(m -> assertThat(m.at()).isLessThan(Duration.ofSeconds(5)));
        assertThat(made.stream().filter(m -> m.at().compareTo(Duration.ofSeconds(3)) < 0))
                .filteredOn(m -> m.conversation().equals("talks-much"))
                .hasSize(250);
        assertThat(ticker.passed()).isBetween(Duration.ofSeconds(105), Duration.ofSeconds(107));
    }

    @Test
    void a_call_that_comes_too_early_never_reaches_the_platform_and_is_counted_as_paced() {
        // Given
        PlatformAdapter acme = open("acme", genesys);
        for (int i = 0; i < 15; i++) {
            notice(acme, "conv-" + i);
        }

        // When
        CallOutcome<Boolean> outcome = notice(acme, "too-early");

        // Then
        assertThat(outcome).isInstanceOf(NotYet.class);
        assertThat(genesys.received().all()).hasSize(15);
        assertThat(
                        metrics.counter(
                                        "attachrelay.platform.paced",
                                        "tenant",
                                        "acme",
                                        "limit",
                                        "client")
                                .count())
                .isOne();
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 503})
    void a_pause_that_is_asked_for_keeps_all_calls_of_its_client_and_no_other_clients(int status) {
        // Given
        PlatformAdapter acme = open("acme", genesys);
        PlatformAdapter acmeToo = open("acme-too", genesys);
        PlatformAdapter globex = open("globex", cxone);
        genesys.apiFaults().inject(Endpoint.SYSTEM_MESSAGE, new ApiFault.Fail(status, 30), 1);

        // When
        CallOutcome<Boolean> struck = notice(acme, "conv-1");
        CallOutcome<Boolean> next = notice(acme, "conv-2");
        CallOutcome<Boolean> sameClient = notice(acmeToo, "conv-3");
        CallOutcome<Boolean> otherClient = notice(globex, "conv-4");

        // Then
        assertThat(((TryAgain<Boolean>) struck).retryAfter()).contains(Duration.ofSeconds(30));
        assertThat(turnIn(next)).isGreaterThan(Duration.ofSeconds(30));
        assertThat(turnIn(sameClient)).isGreaterThan(turnIn(next));
        assertThat(otherClient).isEqualTo(new Done<>(true));
        assertThat(genesys.received().all()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 503})
    void one_that_is_asked_of_a_conversation_with_a_limit_of_its_own_leaves_the_others_alone(
            int status) {
        // Given
        PlatformAdapter globex = open("globex", cxone);
        cxone.apiFaults().inject(Endpoint.SYSTEM_MESSAGE, new ApiFault.Fail(status, 30), 1);

        // When
        CallOutcome<Boolean> struck = notice(globex, "conv-1");
        CallOutcome<Boolean> again = notice(globex, "conv-1");
        CallOutcome<Boolean> other = notice(globex, "conv-2");
        ticker.advance(Duration.ofSeconds(30));
        CallOutcome<Boolean> late = notice(globex, "conv-1");

        // Then
        assertThat(((TryAgain<Boolean>) struck).retryAfter()).contains(Duration.ofSeconds(30));
        assertThat(turnIn(again)).isEqualTo(Duration.ofSeconds(30));
        assertThat(List.of(other, late)).containsOnly(new Done<>(true));
    }

    @Test
    void once_a_second_conversation_meets_a_429_it_is_the_whole_clients() {
        // Given
        PlatformAdapter globex = open("globex", cxone);
        cxone.apiFaults().inject(Endpoint.SYSTEM_MESSAGE, new ApiFault.Fail(429, 30), 2);

        // When
        notice(globex, "conv-1");
        notice(globex, "conv-2");
        CallOutcome<Boolean> other = notice(globex, "conv-3");

        // Then
        assertThat(turnIn(other)).isGreaterThan(Duration.ofSeconds(30));
        assertThat(cxone.received().all()).hasSize(2);
    }

    @Test
    void after_a_429_the_calls_that_waited_come_one_by_one() {
        // Given
        PlatformAdapter acme = open("acme", genesys);
        genesys.apiFaults().inject(Endpoint.SYSTEM_MESSAGE, new ApiFault.Fail(429, 30), 1);
        notice(acme, "conv-first");
        Lanes lanes = new Lanes(ticker);
        for (int i = 0; i < 30; i++) {
            lanes.add("conv-" + i, 1);
        }

        // When
        var made = lanes.run(c -> notice(acme, c));

        // Then
        assertThat(genesys.received().all()).hasSize(31);
        assertThat(made.getFirst().at()).isGreaterThan(Duration.ofSeconds(30));
        assertThat(made).extracting(Lanes.Made::at).doesNotHaveDuplicates();
    }

    @Test
    void without_a_named_pause_a_429_costs_the_client_three_seconds() {
        // Given
        PlatformAdapter acme = open("acme", genesys);
        genesys.apiFaults().inject(Endpoint.SYSTEM_MESSAGE, new ApiFault.Fail(429), 1);
        notice(acme, "conv-1");

        // When
        ticker.advance(Duration.ofMillis(3_000));
        CallOutcome<Boolean> early = notice(acme, "conv-2");
        ticker.advance(Duration.ofMillis(210));
        CallOutcome<Boolean> late = notice(acme, "conv-2");

        // Then
        assertThat(early).isInstanceOf(NotYet.class);
        assertThat(late).isEqualTo(new Done<>(true));
    }

    @Test
    void the_second_call_after_a_401_counts_as_well() {
        // Given
        PlatformAdapter acme = open("acme", genesys);
        notice(acme, "conv-0");
        genesys.tokens().revokeAll();
        notice(acme, "conv-1");

        // When
        int more = 0;
        while (notice(acme, "conv-2") instanceof Done) {
            more++;
        }

        // Then
        assertThat(more).isEqualTo(12);
        assertThat(genesys.received().all()).hasSize(15);
    }

    @Test
    void tokens_do_not_count() {
        // Given
        PlatformAdapter acme = open("acme", genesys);

        // When
        for (int i = 0; i < 15; i++) {
            notice(acme, "conv-" + i);
        }

        // Then
        assertThat(genesys.received().systemMessages()).hasSize(15);
    }

    private static int mostInAMinute(List<Lanes.Made> made) {
        int most = 0;
        for (int from = 0, to = 0; to < made.size(); to++) {
            while (made.get(to).at().minus(made.get(from).at()).compareTo(MINUTE) >= 0) {
                from++;
            }
            most = Math.max(most, to - from + 1);
        }
        return most;
    }

    private static Duration turnIn(CallOutcome<Boolean> outcome) {
        return ((NotYet<Boolean>) outcome).turnIn();
    }

    private static CallOutcome<String> upload(PlatformAdapter at, String conversation) {
        return at.uploader()
                .upload(
                        new MediaUploader.Upload(
                                conversation,
                                "report.pdf",
                                "application/pdf",
                                PDF.length,
                                () -> new ByteArrayInputStream(PDF)));
    }

    private static CallOutcome<String> send(PlatformAdapter at, String conversation) {
        return at.sender()
                .send(new MessageSender.Message(conversation, "customer", "agent", "hello", null));
    }

    private static CallOutcome<Boolean> notice(PlatformAdapter at, String conversation) {
        return at.systemMessages().post(MessageRef.ofConversation(conversation), "hello");
    }

    private static CallOutcome<Boolean> attributes(PlatformAdapter at, String conversation) {
        return at.routing()
                .put(MessageRef.ofConversation(conversation), Map.of("media_count", "1"));
    }

    private PlatformAdapter open(String tenant, PlatformSimulator at) {
        Profile profile = Profile.of(at.profile());
        return adapters.open(
                new TenantSettings(
                                tenant,
                                profile,
                                at.apiUrl(),
                                new OAuthSettings(
                                        at.tokenUrl(),
                                        at.settings().clientId(),
                                        new Secret(at.settings().clientSecret())),
                                new WebhookAuth.None(),
                                Optional.empty(),
                                Set.of(),
                                "web")
                        .with(PaceSettings.of(profile)));
    }
}
