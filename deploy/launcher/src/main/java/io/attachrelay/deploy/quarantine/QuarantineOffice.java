package io.attachrelay.deploy.quarantine;

import io.attachrelay.audit.AuditTrail;
import io.attachrelay.deploy.quarantine.QuarantineDesk.Held;
import io.attachrelay.media.store.ObjectKey;
import io.attachrelay.model.AuditEntry;
import io.attachrelay.model.DedupKey;
import io.attachrelay.model.VerdictEvent;
import io.attachrelay.topic.EventHeaders;
import io.attachrelay.topic.Outgoing;
import io.attachrelay.topic.Publisher;
import io.attachrelay.topic.TopicCatalog;
import java.time.Clock;
import java.util.List;

/**
 * What operators change in quarantine, with what follows from it on the topics: an audit entry, and
 * for a release the new verdict, so that router and sender go by it. A repeat publishes the same.
 */
public final class QuarantineOffice {

    private static final String RELEASED = "released";
    private static final String DELETED = "deleted";

    private final QuarantineDesk desk;
    private final TopicCatalog topics;
    private final Publisher publisher;
    private final AuditTrail audit;
    private final Clock clock;

    /**
     * @param publisher not closed by this
     * @param operator who asks, for the audit trail
     */
    public QuarantineOffice(
            QuarantineDesk desk,
            TopicCatalog topics,
            Publisher publisher,
            String operator,
            Clock clock) {
        this.desk = desk;
        this.topics = topics;
        this.publisher = publisher;
        this.audit = new AuditTrail("operator:" + operator, topics, clock);
        this.clock = clock;
    }

    /**
     * Lets a file out of quarantine and tells all who go by verdicts.
     *
     * @throws QuarantineException if it is not there
     * @throws io.attachrelay.topic.PublishFailedException if the broker did not take it; the file
     *     is released then, and calling again publishes it
     */
    public QuarantinedFile release(ObjectKey key) {
        Held held = desk.release(key);
        publisher.publish(List.of(verdict(held), entry(held, RELEASED)));
        return desk.show(key);
    }

    /**
     * Deletes a file's bytes for good.
     *
     * @throws QuarantineException if it is not in quarantine
     * @throws io.attachrelay.topic.PublishFailedException if the broker did not take the audit
     *     entry; the bytes are gone then, and calling again publishes it
     */
    public QuarantinedFile delete(ObjectKey key) {
        publisher.publish(entry(desk.delete(key), DELETED));
        return desk.show(key);
    }

    /** An event of its own, about this attachment alone: nobody is told of its siblings again. */
    private Outgoing<VerdictEvent> verdict(Held held) {
        DedupKey dedupKey = held.note().dedupKey().derived(RELEASED + held.key().mediaId());
        var event = new VerdictEvent(held.note().message(), dedupKey, List.of(held.judged()));
        var headers =
                new EventHeaders(
                        dedupKey.value(),
                        "io.attachrelay.media.verdict.v1",
                        "/attachrelay/quarantine",
                        held.note().message().messageId(),
                        clock.instant(),
                        held.key().path(),
                        null,
                        dedupKey,
                        null);
        return new Outgoing<>(
                topics.verdict(), held.note().message().conversationId(), event, headers);
    }

    private Outgoing<AuditEntry> entry(Held held, String what) {
        return audit.entry(
                held.key().tenant(),
                held.note().message().conversationId(),
                "quarantine." + what,
                held.key().mediaId().value(),
                held.kept().sha256(),
                what,
                held.note().dedupKey().value());
    }
}
