package io.attachrelay.sender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.attachrelay.deploy.testkit.platform.ApiFault;
import io.attachrelay.deploy.testkit.platform.Endpoint;
import io.attachrelay.deploy.testkit.platform.GenesysSimulator;
import io.attachrelay.media.store.DiskStore;
import io.attachrelay.media.store.OnceMarks;
import io.attachrelay.model.OutboundCommand;
import io.attachrelay.model.Profile;
import io.attachrelay.model.ReasonCode;
import io.attachrelay.notice.Phrasebook;
import io.attachrelay.platform.MessageRef;
import io.attachrelay.platform.PlatformAdapter;
import io.attachrelay.platform.PlatformAdapters;
import io.attachrelay.platform.http.CallLimits;
import io.attachrelay.platform.http.CallManners;
import io.attachrelay.settings.OAuthSettings;
import io.attachrelay.settings.OnDoubt;
import io.attachrelay.settings.PaceSettings;
import io.attachrelay.settings.Secret;
import io.attachrelay.settings.SenderSettings;
import io.attachrelay.settings.TenantSettings;
import io.attachrelay.settings.WebhookAuth;
import io.attachrelay.topic.RetryLaterException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One step of a command, again and again, in a time that the test makes pass. */
class SendingStepTest {

    private static final Duration RETRY_WITHIN = SenderSettings.DEFAULT.retryWithin();

    private static final Duration TURN_WITHIN = SenderSettings.DEFAULT.turnWithin();

    /** As many calls as a test makes, but for those that the platform itself puts off. */
    private static final PaceSettings GENEROUS = PaceSettings.of(60_000, Optional.empty());

    private final MovableClock clock = new MovableClock();
    private final AtomicLong nanos = new AtomicLong();
    private final PlatformAdapters adapters =
            new PlatformAdapters(
                    clock,
                    new CallManners(CallLimits.DEFAULT, Duration.ofHours(1), nanos::get),
                    new SimpleMeterRegistry());
    private final Patience patience = new Patience(SenderSettings.DEFAULT, clock);
    private final Sending sending = new Sending(patience, "one", clock);
    private final OutboundCommand command = Commands.genesys("c-1").build();

    @TempDir Path dir;
    private DiskStore store;
    private GenesysSimulator genesys;
    private PlatformAdapter platform;
    private OnDoubt onDoubt = OnDoubt.HOLD;

    @BeforeEach
    void start() throws IOException {
        store = new DiskStore(dir, clock);
        genesys = GenesysSimulator.start();
        platform = open(GENEROUS);
    }

    @AfterEach
    void stop() {
        adapters.close();
        genesys.close();
    }

    @Test
    void a_command_whose_turn_has_not_come_is_not_begun_and_has_not_failed() throws Exception {
        // Given
        platformWantsNoCallsFor(30);

        // When
        RetryLaterException later = fails(command);

        // Then
        assertThat(later.isAppointment()).isTrue();
        assertThat(later.atLeast()).isBetween(Duration.ofSeconds(30), Duration.ofSeconds(31));
        var open = (Progress.Open) progress(command);
        assertThat(open.course().queuedSince()).isNotNull();
        assertThat(open.course().failingSince()).isNull();
        assertThat(genesys.received().messages()).isEmpty();
    }

    @Test
    void it_is_sent_when_its_turn_has_come() throws Exception {
        // Given
        platformWantsNoCallsFor(30);
        RetryLaterException later = fails(command);

        // When
        pass(later.atLeast());
        Progress end = step(command);

        // Then
        assertThat(end).isInstanceOf(Progress.Finished.class);
        assertThat(genesys.received().messages()).hasSize(1);
    }

    @Test
    void a_command_that_expires_before_its_turn_ends_at_once() throws Exception {
        // Given
        platformWantsNoCallsFor(30);
        var urgent = Commands.genesys("urgent").before(clock.instant().plusSeconds(29)).build();

        // When
        Progress end = step(urgent);

        // Then
        assertThat(reason(end)).isEqualTo(ReasonCode.EXPIRED);
    }

    @Test
    void a_command_whose_turn_never_comes_ends_when_its_time_for_turns_is_over() throws Exception {
        // Given
        platformWantsNoCallsFor(3_000);
        fails(command);
        pass(Duration.ofSeconds(3_001));
        platformWantsNoCallsFor(3_000);

        // When
        RetryLaterException last = fails(command);
        pass(last.atLeast());
        Progress end = step(command);

        // Then
        assertThat(last.atLeast()).isBetween(Duration.ofSeconds(590), TURN_WITHIN);
        assertThat(reason(end)).isEqualTo(ReasonCode.RETRIES_EXHAUSTED);
        assertThat(genesys.received().messages()).isEmpty();
    }

    @Test
    void a_wait_for_a_converter_takes_nothing_off_the_time_for_turns_at_the_platform()
            throws Exception {
        // Given
        assertThatThrownBy(this::untilConverter).isInstanceOf(RetryLaterException.class);
        pass(TURN_WITHIN);
        Progress.NotSent withoutConverter = untilConverter();
        platformWantsNoCallsFor(30);

        // When
        RetryLaterException later = fails(command);

        // Then
        assertThat(withoutConverter.reason()).isEqualTo(ReasonCode.CONVERSION_FAILED);
        assertThat(later.isAppointment()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 504, 520})
    void an_answer_that_leaves_it_open_whether_the_customer_has_the_message_is_a_doubt(int status)
            throws Exception {
        // Given
        genesys.apiFaults().inject(Endpoint.SEND, new ApiFault.FailWithEffect(status), 1);

        // When
        Progress end = step(command);

        // Then
        assertThat(reason(end)).isEqualTo(ReasonCode.SEND_IN_DOUBT);
        assertThat(((Progress.NotSent) end).course().sendsInDoubt()).isOne();
        assertThat(genesys.received().messages()).hasSize(1);
    }

    @Test
    void a_doubt_is_counted_where_the_tenant_wants_it_sent_again_and_no_clean_fault_is()
            throws Exception {
        // Given
        onDoubt = OnDoubt.RESEND;
        genesys.apiFaults().inject(Endpoint.SEND, new ApiFault.FailWithEffect(504), 1);
        genesys.apiFaults().inject(Endpoint.SEND, new ApiFault.Fail(503), 1);

        // When
        fails(command);
        Progress afterTheGateway = progress(command);
        fails(command);
        Progress end = step(command);

        // Then
        assertThat(((Progress.Open) afterTheGateway).course().sendsInDoubt()).isOne();
        assertThat(((Progress.Finished) end).result().sendsInDoubt()).isOne();
        assertThat(genesys.received().messages()).hasSize(2);
    }

    @Test
    void a_send_that_was_answered_as_done_is_never_repeated_though_no_id_tells_by_whom()
            throws Exception {
        // Given
        onDoubt = OnDoubt.RESEND;
        genesys.apiFaults().inject(Endpoint.SEND, new ApiFault.WithoutId());

        // When
        Progress end = step(command);

        // Then
        assertThat(reason(end)).isEqualTo(ReasonCode.SEND_IN_DOUBT);
        assertThat(((Progress.NotSent) end).detail()).isEqualTo("status 200 without an id");
        assertThat(genesys.received().messages()).hasSize(1);
    }

    @Test
    void a_doubt_that_lasts_ends_a_command_when_the_time_for_retries_is_over() throws Exception {
        // Given
        onDoubt = OnDoubt.RESEND;
        genesys.apiFaults().inject(Endpoint.SEND, new ApiFault.DropConnection(false));
        fails(command);
        pass(RETRY_WITHIN);

        // When
        Progress end = step(command);

        // Then
        assertThat(reason(end)).isEqualTo(ReasonCode.SEND_IN_DOUBT);
        assertThat(((Progress.NotSent) end).course().sendsInDoubt()).isEqualTo(2);
    }

    @Test
    void a_hiccup_of_the_platform_does_not_use_up_the_repeats() throws Exception {
        // Given
        onDoubt = OnDoubt.RESEND;
        genesys.apiFaults().inject(Endpoint.SEND, new ApiFault.DropConnection(false));

        // When
        RetryLaterException later = fails(command);

        // Then
        assertThat(later.atLeast()).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void waiting_for_a_turn_does_not_use_up_the_time_for_retries() throws Exception {
        // Given
        genesys.apiFaults().inject(Endpoint.SEND, new ApiFault.Fail(503));
        fails(command);
        platformWantsNoCallsFor(3_000);
        pass(fails(command).atLeast());

        // When
        RetryLaterException afterTheTurn = fails(command);
        pass(RETRY_WITHIN);
        Progress end = step(command);

        // Then
        assertThat(afterTheTurn.isAppointment()).isFalse();
        assertThat(reason(end)).isEqualTo(ReasonCode.RETRIES_EXHAUSTED);
    }

    @Test
    void an_api_that_is_down_ends_a_command_when_the_time_for_retries_is_over() throws Exception {
        // Given
        genesys.apiFaults().inject(Endpoint.SEND, new ApiFault.Fail(503));
        for (int i = 0; i < 5; i++) {
            fails(Commands.genesys("other-" + i).in("conv-other-" + i).build());
        }

        // When
        RetryLaterException later = fails(command);
        int calls = genesys.received().all().size();
        pass(RETRY_WITHIN);
        Progress end = step(command);

        // Then
        assertThat(later).hasMessageContaining("down");
        assertThat(later.atLeast()).isBetween(Duration.ofMinutes(9), RETRY_WITHIN);
        assertThat(calls).isEqualTo(5);
        assertThat(reason(end)).isEqualTo(ReasonCode.RETRIES_EXHAUSTED);
    }

    @Test
    void a_platform_that_gives_no_token_ends_a_command_when_the_time_for_retries_is_over()
            throws Exception {
        // Given
        genesys.apiFaults().inject(Endpoint.TOKEN, new ApiFault.Fail(429, 40));

        // When
        RetryLaterException later = fails(command);
        pass(RETRY_WITHIN);
        Progress end = step(command);

        // Then
        assertThat(later.atLeast()).isEqualTo(Duration.ofSeconds(40));
        assertThat(reason(end)).isEqualTo(ReasonCode.RETRIES_EXHAUSTED);
        assertThat(genesys.received().all()).isEmpty();
    }

    @Test
    void no_wait_goes_beyond_the_expiry() throws Exception {
        // Given
        genesys.apiFaults().inject(Endpoint.SEND, new ApiFault.Fail(503, 300));
        var urgent = Commands.genesys("urgent").before(clock.instant().plusSeconds(20)).build();

        // When
        RetryLaterException later = fails(urgent);

        // Then
        assertThat(later.atLeast()).isBetween(Duration.ofSeconds(10), Duration.ofSeconds(20));
    }

    @Test
    void a_store_that_does_not_take_the_announcement_keeps_the_message_from_going_out()
            throws Exception {
        // Given
        var rival = new Journal(store);
        try (var mine = new Journal(store).open(command, SenderScenario.fingerprint(command))) {
            settle(rival, Progress.Open.NEW.failing(clock.instant()));
            var task = new Task(command, tenant(), mine, null);

            // When
            RetryLaterException later =
                    catchThrowableOfType(
                            RetryLaterException.class, () -> sending.send(task, Progress.Open.NEW));

            // Then
            assertThat(later).isNotNull();
        }
        assertThat(genesys.received().all()).isEmpty();
    }

    @Test
    void a_send_is_over_once_no_call_can_last_that_long_and_not_before() throws Exception {
        // Given
        Instant begunAt = clock.instant();
        var begun = Progress.Open.NEW.sending(begunAt, "another");
        Duration longest =
                SendTime.LONGEST_ANNOUNCEMENT
                        .plus(platform.sender().longestSend())
                        .plus(SendTime.CLOCKS_DIFFER);
        Instant over = begunAt.plus(longest);
        TimeLimit limit = sendTime(begunAt).of(begun, platform.sender().longestSend(), begunAt);

        // When
        RetryLaterException before =
                catchThrowableOfType(
                        RetryLaterException.class,
                        () -> SendTime.requireOver(limit, over.minusSeconds(1)));
        SendTime.requireOver(limit, over);

        // Then
        assertThat(before.isAppointment()).isTrue();
        assertThat(before.atLeast()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void an_earlier_process_of_the_same_instance_has_its_grace_at_most() throws Exception {
        // Given
        Instant started = clock.instant();
        Duration longest = platform.sender().longestSend();
        var lately = Progress.Open.NEW.sending(started.minusSeconds(1), "one");
        var longAgo = Progress.Open.NEW.sending(started.minus(longest), "one");
        var times = sendTime(started);

        // When
        TimeLimit ofLately = times.of(lately, longest, started);
        TimeLimit ofLongAgo = times.of(longAgo, longest, started);
        TimeLimit again = times.of(lately, longest, started.plusSeconds(20));

        // Then
        assertThat(ofLately.isOver(started.plusSeconds(29))).isFalse();
        assertThat(ofLately.isOver(started.plusSeconds(30))).isTrue();
        assertThat(ofLongAgo.isOver(started.plusSeconds(9))).isFalse();
        assertThat(ofLongAgo.isOver(started.plusSeconds(10))).isTrue();
        assertThat(again).isEqualTo(ofLately);
    }

    @Test
    void a_process_that_took_the_same_instance_later_has_the_time_of_any_other() throws Exception {
        // Given
        Instant started = clock.instant();
        Instant now = started.plusSeconds(3_600);
        Duration longest = platform.sender().longestSend();

        // When
        TimeLimit limit =
                sendTime(started)
                        .of(Progress.Open.NEW.sending(now.minusSeconds(1), "one"), longest, now);

        // Then
        assertThat(limit.isOver(now.plus(longest))).isFalse();
    }

    @Test
    void a_send_that_was_begun_by_a_clock_that_is_ahead_is_over_as_soon_as_one_begun_now()
            throws Exception {
        // Given
        Instant now = clock.instant();
        Duration longest = platform.sender().longestSend();
        var times = sendTime(now);
        var ahead = Progress.Open.NEW.sending(now.plusSeconds(86_400), "another");

        // When
        TimeLimit limit = times.of(ahead, longest, now);
        TimeLimit later = times.of(ahead, longest, now.plusSeconds(100));

        // Then
        assertThat(limit)
                .isEqualTo(times.of(Progress.Open.NEW.sending(now, "another"), longest, now));
        assertThat(later).isEqualTo(limit);
    }

    private static SendTime sendTime(Instant startedAt) {
        return new SendTime("one", startedAt);
    }

    @Test
    void a_journal_that_takes_too_long_keeps_the_message_from_going_out() throws Exception {
        // Given
        var slow = new SlowStore(store, () -> clock.advance(SendTime.LONGEST_ANNOUNCEMENT));
        var print = SenderScenario.fingerprint(command);
        try (var page = new Journal(slow).open(command, print)) {
            var task = new Task(command, tenant(), page, null);

            // When
            RetryLaterException later =
                    catchThrowableOfType(
                            RetryLaterException.class, () -> sending.send(task, Progress.Open.NEW));

            // Then
            assertThat(later).hasMessageContaining("too long");
        }
        assertThat(progress(command)).isEqualTo(Progress.Open.NEW);
        assertThat(genesys.received().all()).isEmpty();
    }

    @Test
    void waiting_for_its_turn_does_not_use_up_the_time_for_a_notice() throws Exception {
        // Given
        settle(
                new Journal(store),
                Progress.Open.NEW.failed(ReasonCode.EXPIRED, "late", clock.instant()));
        platformWantsNoCallsFor(300);
        pass(tellingFails().atLeast());
        genesys.apiFaults().inject(Endpoint.SYSTEM_MESSAGE, new ApiFault.Fail(503), 1);

        // When
        RetryLaterException afterTheTurn = tellingFails();

        // Then
        assertThat(afterTheTurn).hasMessageContaining("503");
    }

    private RetryLaterException tellingFails() {
        RetryLaterException later = catchThrowableOfType(RetryLaterException.class, this::tell);
        assertThat(later).isNotNull();
        return later;
    }

    private OnceMarks.Ending tell() throws Exception {
        var notice = new AgentNotice(new OnceMarks(store, clock), clock);
        try (var page = new Journal(store).open(command, SenderScenario.fingerprint(command))) {
            var notSent = (Progress.NotSent) page.progress();
            return notice.tell(new Task(command, tenant(), page, null), notSent, "not sent");
        }
    }

    /** Lets another conversation meet a 429. */
    private void platformWantsNoCallsFor(int seconds) {
        genesys.apiFaults().inject(Endpoint.SYSTEM_MESSAGE, new ApiFault.Fail(429, seconds), 1);
        platform.systemMessages().post(MessageRef.ofConversation("conv-other"), "hello");
    }

    private RetryLaterException fails(OutboundCommand of) {
        RetryLaterException later = catchThrowableOfType(RetryLaterException.class, () -> step(of));
        assertThat(later).isNotNull();
        return later;
    }

    private Progress step(OutboundCommand of) throws Exception {
        try (var page = new Journal(store).open(of, SenderScenario.fingerprint(of))) {
            Progress.Open open = (Progress.Open) page.progress();
            return sending.send(new Task(of, tenant(), page, null), open);
        }
    }

    /** Finds the converter busy. */
    private Progress.NotSent untilConverter() throws Exception {
        try (var page = new Journal(store).open(command, SenderScenario.fingerprint(command))) {
            var task = new Task(command, tenant(), page, null);
            return patience.untilConverter(task, (Progress.Open) page.progress(), Duration.ZERO);
        }
    }

    private Progress progress(OutboundCommand of) throws Exception {
        try (var page = new Journal(store).open(of, SenderScenario.fingerprint(of))) {
            return page.progress();
        }
    }

    private void settle(Journal journal, Progress progress) throws Exception {
        try (var page = journal.open(command, SenderScenario.fingerprint(command))) {
            page.settle(progress);
        }
    }

    private static ReasonCode reason(Progress end) {
        return ((Progress.NotSent) end).reason();
    }

    private void pass(Duration time) {
        clock.advance(time);
        nanos.addAndGet(time.toNanos());
    }

    private OutboundSender.Tenant tenant() {
        return new OutboundSender.Tenant(
                Profile.GENESYS_MEDIA_EVENTS,
                platform,
                "web",
                onDoubt,
                Phrasebook.standard().forTenant("acme"));
    }

    private PlatformAdapter open(PaceSettings pace) {
        var client = genesys.settings();
        return adapters.open(
                new TenantSettings(
                                "acme",
                                Profile.GENESYS_MEDIA_EVENTS,
                                genesys.apiUrl(),
                                new OAuthSettings(
                                        genesys.tokenUrl(),
                                        client.clientId(),
                                        new Secret(client.clientSecret())),
                                new WebhookAuth.None(),
                                Optional.empty(),
                                Set.of(),
                                "web")
                        .with(pace));
    }
}
