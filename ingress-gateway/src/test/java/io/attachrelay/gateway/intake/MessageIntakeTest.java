package io.attachrelay.gateway.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.attachrelay.media.fetch.FetchOutcome;
import io.attachrelay.media.store.DiskStore;
import io.attachrelay.topic.Publisher;
import io.attachrelay.topic.TopicCatalog;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file that is stored, and a broker that does not answer at first. */
class MessageIntakeTest {

    private static final Duration SHORT = Duration.ofMillis(100);
    private static final Duration LONG = Duration.ofMinutes(1);

    @TempDir private Path folder;
    private final AtomicInteger asked = new AtomicInteger();
    private final Patience patience = new Patience(SHORT);

    @Test
    void a_record_that_the_broker_did_not_take_is_published_again_before_the_answer() {
        // Given
        var intake = intake(1);

        // When
        Answer answer = intake.keep(Samples.arrival("1", Deadline.in(LONG)));

        // Then
        assertThat(answer).isInstanceOf(Answer.Acknowledged.class);
        assertThat(asked.get()).isGreaterThan(1);
    }

    /** Its files took longer than the platform waits, and perhaps it comes no more. */
    @Test
    void a_record_that_nobody_waits_for_any_more_is_published_again_as_well() {
        // Given
        var intake = intake(2);

        // When
        Answer answer = intake.keep(Samples.arrival("1"));

        // Then
        assertThat(answer).isInstanceOf(Answer.Acknowledged.class);
        assertThat(asked.get()).isGreaterThan(2);
    }

    @Test
    void a_broker_that_stays_away_is_answered_just_before_the_deadline() {
        // Given
        var intake = intake(Integer.MAX_VALUE);
        var deadline = Deadline.in(Duration.ofMillis(700));

        // When
        Answer answer = intake.keep(Samples.arrival("1", deadline));

        // Then
        assertThat(answer)
                .isInstanceOfSatisfying(
                        Answer.Problem.class,
                        p -> assertThat(p.code()).isEqualTo(ProblemCode.TRY_AGAIN));
        assertThat(deadline.left()).isLessThanOrEqualTo(Duration.ofMillis(250));
    }

    @Test
    void a_gateway_that_closes_waits_for_no_broker() {
        // Given
        var intake = intake(Integer.MAX_VALUE);
        patience.end();

        // When
        Answer answer = intake.keep(Samples.arrival("1", Deadline.in(LONG)));

        // Then
        assertThat(answer).isInstanceOf(Answer.Problem.class);
        assertThat(asked).hasValue(1);
    }

    /** One whose first records, so many, are not taken. */
    private MessageIntake intake(int refusals) {
        Medium medium = Samples.medium("1");
        var stored = new FetchOutcome.Stored(Samples.object(medium), true);
        var store = new DiskStore(folder, Clock.systemUTC());
        var fetching =
                new MediaFetching(
                        new PatientFetcher(_ -> stored, store, new HostBreakers(SHORT), patience),
                        new GoneMemory(Clock.systemUTC()),
                        new GatewayMetrics(new SimpleMeterRegistry()));
        var records =
                new StoredRecords(
                        new Publisher(new Broker(refusals)),
                        new TopicCatalog(""),
                        Clock.systemUTC());
        return new MessageIntake(fetching, records, patience);
    }

    private final class Broker extends MockProducer<byte[], byte[]> {

        private final int refusals;

        Broker(int refusals) {
            super(true, null, new ByteArraySerializer(), new ByteArraySerializer());
            this.refusals = refusals;
        }

        @Override
        public synchronized Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> sent) {
            if (asked.getAndIncrement() < refusals) {
                throw new TimeoutException("no metadata");
            }
            return super.send(sent);
        }
    }
}
