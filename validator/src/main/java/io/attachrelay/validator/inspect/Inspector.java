package io.attachrelay.validator.inspect;

import io.attachrelay.audit.AuditTrail;
import io.attachrelay.media.store.ObjectStore;
import io.attachrelay.media.store.Verdicts;
import io.attachrelay.model.JudgedAttachment;
import io.attachrelay.model.StoredEvent;
import io.attachrelay.settings.AntivirusSettings;
import io.attachrelay.topic.BackOff;
import io.attachrelay.topic.DeadLetters;
import io.attachrelay.topic.Delivery;
import io.attachrelay.topic.KafkaClients;
import io.attachrelay.topic.KeyedConsumer;
import io.attachrelay.topic.KeyedConsumerOptions;
import io.attachrelay.topic.Outgoing;
import io.attachrelay.topic.Publisher;
import io.attachrelay.topic.RetryLaterException;
import io.attachrelay.topic.TopicCatalog;
import io.attachrelay.validator.inspect.deep.DeepChecks;
import io.attachrelay.validator.inspect.policy.InspectionPolicy;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads {@code media.fresh.v1}, judges each attachment and publishes the verdicts on {@code
 * media.verdict.v1} with an audit entry each. A record that comes again publishes the same
 * verdicts.
 */
public final class Inspector implements AutoCloseable {

    /** Its consumer group. */
    public static final String GROUP = "inspector";

    private static final String WHO = "validator";

    private final Publisher publisher;
    private final Inspection inspection;
    private final ExaminationNotes notes;
    private final VerdictRecords records;
    private final KeyedConsumer<StoredEvent> consumer;

    /**
     * The consumer's options: half of the usual calls, since they compute; it gives a record up
     * only after the antivirus has been waited for, which ends in a verdict. What is left to the
     * dead letters is a store or a broker that fails for long.
     */
    public static KeyedConsumerOptions options(String instanceId, AntivirusSettings antivirus) {
        KeyedConsumerOptions usual = KeyedConsumerOptions.of(GROUP, instanceId);
        BackOff backOff = usual.backOff();
        return usual.withCalls(64, 48)
                .with(
                        new BackOff(
                                backOff.first(),
                                backOff.longest(),
                                backOff.giveUpAfter().plus(antivirus.retryWithin())));
    }

    /**
     * @param options see {@link #options}
     * @param store not closed by this
     * @param publisher not closed by this
     * @param antivirus which one, if any, and how long it is waited for
     * @param stateDir where it notes what it examines, on a disk that outlives the process; one
     *     directory an instance
     * @throws java.io.UncheckedIOException if {@code stateDir} can't be used
     * @throws IllegalStateException if another process uses it
     */
    public Inspector(
            KafkaClients clients,
            KeyedConsumerOptions options,
            TopicCatalog topics,
            ObjectStore store,
            Publisher publisher,
            InspectionPolicy policy,
            DeepChecks checks,
            AntivirusSettings antivirus,
            Path stateDir,
            Clock clock) {
        this.publisher = publisher;
        this.notes = ExaminationNotes.open(stateDir, clock);
        this.inspection =
                inspection(
                        store,
                        policy,
                        checks,
                        new Suspects(notes),
                        new Scanning(antivirus, store, clock),
                        new Custodian(store, clock));
        var audit = new AuditTrail(WHO, topics, clock);
        this.records = new VerdictRecords(topics, audit);
        this.consumer =
                new KeyedConsumer<>(
                        clients,
                        options,
                        List.of(topics.fresh()),
                        event -> event.message().tenant(),
                        this::inspect,
                        new DeadLetters(publisher, clock, audit));
    }

    private static Inspection inspection(
            ObjectStore store,
            InspectionPolicy policy,
            DeepChecks checks,
            Suspects suspects,
            Scanning scanning,
            Custodian custodian) {
        var verdicts = new Verdicts(store);
        var appraiser = new Appraiser(policy.names(), checks);
        var judge =
                new ObjectJudge(
                        store, verdicts, appraiser, suspects, scanning, new Judge(policy.names()));
        return new Inspection(store, verdicts, policy, judge, custodian);
    }

    /** Begins to read, in the background. */
    public void start() {
        consumer.start();
    }

    /** Whether it reads. */
    public boolean isRunning() {
        return consumer.isRunning();
    }

    /** Ends within the 5 s that running inspections get. */
    @Override
    public void close() {
        consumer.close();
        notes.close();
    }

    /**
     * A fault of the store, the broker or the antivirus leaves here as an exception and is tried
     * again; attachments that have their verdicts are not looked at again.
     */
    private void inspect(Delivery<StoredEvent> delivery) throws RetryLaterException {
        List<Outgoing<?>> outgoing = records.of(delivery, judgeAll(delivery));
        publisher.publish(outgoing);
    }

    /** All are looked at before one that has to wait is told, so that they wait side by side. */
    private List<JudgedAttachment> judgeAll(Delivery<StoredEvent> delivery)
            throws RetryLaterException {
        boolean replayed = delivery.replay().isPresent();
        List<JudgedAttachment> judged = new ArrayList<>();
        Optional<RetryLaterException> waiting = Optional.empty();
        for (var attachment : delivery.value().attachments()) {
            try {
                judged.add(inspection.verdictOf(delivery.value(), attachment, replayed));
            } catch (RetryLaterException e) {
                waiting = waiting.or(() -> Optional.of(e));
            }
        }
        if (waiting.isPresent()) {
            throw waiting.get();
        }
        return judged;
    }
}
