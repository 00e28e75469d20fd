package io.attachrelay.gateway.intake;

import io.attachrelay.model.DedupKey;
import io.attachrelay.model.StoredEvent;
import java.time.Duration;
import java.util.List;

/**
 * Keeps a message: fetches its attachments, publishes what was stored, and only then acknowledges.
 */
final class MessageIntake {

    /**
     * How long a record is published that nobody waits for any more, since the files took longer:
     * as long as a broker may be away for a restart. The platform may not come again.
     */
    private static final Duration UNAWAITED = Duration.ofSeconds(60);

    private final MediaFetching fetching;
    private final StoredRecords records;
    private final Patience patience;

    MessageIntake(MediaFetching fetching, StoredRecords records, Patience patience) {
        this.fetching = fetching;
        this.records = records;
        this.patience = patience;
    }

    /** Works to the end, whoever waits for it. */
    Answer keep(Arrival arrival) {
        try {
            return settle(arrival, fetching.fetchAll(arrival));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return Answer.Problem.tryAgain("the gateway is closing");
        }
    }

    private Answer settle(Arrival arrival, List<Fetched> fetched) {
        return switch (Disposition.of(fetched)) {
            case Disposition.Decline(var problem) -> problem;
            case Disposition.Publish publish -> publish(arrival, publish);
        };
    }

    private Answer publish(Arrival arrival, Disposition.Publish settled) {
        DedupKey key = arrival.dedupKey().lacking(settled.refused());
        var event = new StoredEvent(arrival.message(), key, settled.attachments());
        if (!publishPatiently(event, arrival)) {
            return Answer.Problem.tryAgain("the files are stored, but not yet published");
        }
        List<MediaReceipt> receipts = settled.attachments().stream().map(MediaReceipt::of).toList();
        return new Answer.Acknowledged(settled.status(), arrival.message().eventId(), receipts);
    }

    /** A producer that knows no topics yet gives up soon, long before the platform does. */
    private boolean publishPatiently(StoredEvent event, Arrival arrival) {
        Deadline answerBy = arrival.answerBy();
        Deadline giveUpBy = answerBy.left().isZero() ? Deadline.in(UNAWAITED) : answerBy;
        return records.publish(event, arrival.trace(), () -> patience.lastsForAPause(giveUpBy));
    }
}
