package io.attachrelay.gateway.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.attachrelay.media.fetch.FetchOutcome;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PrecedenceTest {

    private static final String MANY = "acme";
    private static final long LONGEST = Precedence.LONGEST.toNanos();

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch end = new CountDownLatch(1);
    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - LONGEST / 2);
    private final Precedence precedence = new Precedence(now::get);

    @AfterEach
    void end() {
        threads.shutdownNow();
    }

    /** Webhooks under way until {@code until} opens. */
    private void begin(int count, String tenant, CountDownLatch until) throws Exception {
        var begun = new CountDownLatch(count);
        for (int i = 0; i < count; i++) {
            Future<?> _ =
                    threads.submit(() ->
                            precedence.during(
                                    tenant,
                                    () -> {
                                        begun.countDown();
                                        return isOpen(until);
                                    }));
        }
        begun.await();
    }

    private static boolean isOpen(CountDownLatch until) {
        try {
            until.await();
            return true;
        } catch (InterruptedException _) {
            return false;
        }
    }

    private void flood() throws Exception {
        begin(Precedence.NOT_MANY + 1, MANY, end);
    }

    @Test
    void many_wait_while_one_of_few_is_under_way_and_no_longer() throws Exception {
        // Given
        flood();
        var few = new CountDownLatch(1);
        begin(1, "few", few);

        // When
        long toWait = precedence.nanosToWait(MANY);
        few.countDown();

        // Then
        assertThat(toWait).isEqualTo(LONGEST);
        assertThat(precedence.nanosToWait("few")).isZero();
        awaitNone();
    }

    private void awaitNone() {
        await().until(() -> precedence.nanosToWait(MANY) == 0);
    }

    @Test
    void a_tenant_of_not_many_waits_for_nobody() throws Exception {
        // Given
        begin(Precedence.NOT_MANY, "some", end);
        flood();

        // When
        begin(1, "few", end);

        // Then
        assertThat(precedence.nanosToWait("some")).isZero();
        assertThat(precedence.nanosToWait(MANY)).isEqualTo(LONGEST);
    }

    @Test
    void more_than_few_go_ahead_of_nobody() throws Exception {
        // Given
        begin(Precedence.FEW, "some", end);
        flood();

        // When
        begin(1, "some", end);

        // Then
        assertThat(precedence.nanosToWait(MANY)).isZero();
    }

    @Test
    void many_wait_for_one_that_is_slow_so_long_at_most() throws Exception {
        // Given
        flood();
        begin(1, "slow", end);

        // When
        now.addAndGet(LONGEST);

        // Then
        assertThat(precedence.nanosToWait(MANY)).isZero();
    }

    @Test
    void many_wait_no_longer_than_they_have_run() throws Exception {
        // Given
        flood();
        for (int i = 0; i < Precedence.MOST_CREDIT.dividedBy(Precedence.LONGEST); i++) {
            begin(1, "slow" + i, end);
            now.addAndGet(LONGEST);
        }

        // When
        begin(1, "too soon", end);
        long withoutCredit = precedence.nanosToWait(MANY);
        now.addAndGet(LONGEST);
        begin(1, "another", end);

        // Then
        assertThat(withoutCredit).isZero();
        assertThat(precedence.nanosToWait(MANY)).isEqualTo(LONGEST);
    }

    @Test
    void only_the_time_that_they_stood_is_made_up_for() throws Exception {
        // Given
        flood();
        for (int i = 0; i < 20; i++) {
            var few = new CountDownLatch(1);
            begin(1, "few", few);
            now.addAndGet(LONGEST / 3);
            few.countDown();
            awaitNone();
            now.addAndGet(LONGEST / 3);
        }

        // When
        begin(1, "few", end);

        // Then
        assertThat(precedence.nanosToWait(MANY)).isEqualTo(LONGEST);
    }

    @Test
    void long_running_gives_credit_for_no_more_than_some_pauses() throws Exception {
        // Given
        flood();
        now.addAndGet(100 * LONGEST);
        for (int i = 0; i < Precedence.MOST_CREDIT.dividedBy(Precedence.LONGEST); i++) {
            begin(1, "slow" + i, end);
            now.addAndGet(LONGEST);
        }

        // When
        begin(1, "few", end);

        // Then
        assertThat(precedence.nanosToWait(MANY)).isZero();
    }

    @Test
    void what_lingers_from_an_earlier_pause_does_not_lengthen_a_later_one() throws Exception {
        // Given
        flood();
        begin(1, "slow", end);
        now.addAndGet(2 * LONGEST);
        var few = new CountDownLatch(1);
        begin(1, "few", few);

        // When
        few.countDown();

        // Then
        awaitNone();
    }

    @Test
    void a_tenant_that_comes_to_have_many_waits_for_none_of_its_own() throws Exception {
        // Given
        flood();
        begin(1, "another", end);

        // When
        begin(Precedence.NOT_MANY, "another", end);

        // Then
        assertThat(precedence.nanosToWait("another")).isZero();
        assertThat(precedence.nanosToWait(MANY)).isZero();
    }

    @Test
    void a_download_stands_still_between_two_reads_until_the_other_is_done() throws Exception {
        // Given
        flood();
        var few = new CountDownLatch(1);
        begin(1, "few", few);
        var request = Samples.request(Samples.medium("1"));
        Fetcher reading =
                precedence.givingWay(r -> {
                    r.received().accept(65_536);
                    return new FetchOutcome.NoRoom();
                });

        // When
        var read = new CountDownLatch(1);
        Thread thread =
                Thread.ofVirtual()
                        .start(() -> {
                            reading.fetch(request);
                            read.countDown();
                        });
        await().until(() -> thread.getState() == Thread.State.TIMED_WAITING);
        few.countDown();

        // Then
        assertThat(isOpen(read)).isTrue();
    }

    /** They never block, and have all carriers of virtual threads among them. */
    @Test
    void large_downloads_let_others_run() throws Exception {
        // Given
        int carriers = Runtime.getRuntime().availableProcessors();
        var ran = new CountDownLatch(carriers);
        var over = new AtomicBoolean();
        Fetcher endless =
                precedence.givingWay(r -> {
                    threads.execute(ran::countDown);
                    while (!over.get()) {
                        r.received().accept(65_536);
                    }
                    return new FetchOutcome.NoRoom();
                });

        // When
        for (int i = 0; i < carriers; i++) {
            Future<?> _ = threads.submit(() -> endless.fetch(Samples.request(Samples.medium("1"))));
        }
        boolean haveRun = ran.await(20, TimeUnit.SECONDS);
        over.set(true);

        // Then
        assertThat(haveRun).isTrue();
    }
}
