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
import java.util.Objects;
import java.util.UUID;

/**
 * What operators do in quarantine, with what follows from it on the topics: an audit entry, and for
 * a release the new verdict, so that router and sender go by it. A repeated change publishes the
 * same; each look is an entry of its own.
 */
public final class QuarantineOffice {

    private static final String LISTED = "listed";
    private static final String SHOWN = "shown";
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
     * The files of these tenants whose bytes are in quarantine; one entry for all of them.
     *
     * @throws io.attachrelay.topic.PublishFailedException if the broker did not take the audit
     *     entry: what is not audited is not told
     */
    public List<QuarantinedFile> list(List<String> tenants) {
        List<QuarantinedFile> files =
                tenants.stream().flatMap(tenant -> desk.list(tenant).stream()).toList();
        String tenant = tenants.size() == 1 ? tenants.getFirst() : null;
        String place = "quarantine/" + Objects.requireNonNullElse(tenant, "*");
        publisher.publish(
                audit.entry(
                        tenant,
                        place,
                        "quarantine." + LISTED,
                        place,
                        null,
                        files.size() + " " + LISTED,
                        thisLook()));
        return files;
    }

    /**
     * A file that was sent to quarantine, also if it was released or deleted since.
     *
     * @throws QuarantineException if it never was
     * @throws io.attachrelay.topic.PublishFailedException if the broker did not take the audit
     *     entry: what is not audited is not told
     */
    public QuarantinedFile show(ObjectKey key) {
        Held held = desk.held(key);
        publisher.publish(entry(held, SHOWN, thisLook()));
        return desk.shown(held);
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
        publisher.publish(List.of(verdict(held), change(held, RELEASED)));
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
        publisher.publish(change(desk.delete(key), DELETED));
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

    private static String thisLook() {
        return UUID.randomUUID().toString();
    }

    private Outgoing<AuditEntry> change(Held held, String what) {
        return entry(held, what, held.note().dedupKey().value());
    }

    private Outgoing<AuditEntry> entry(Held held, String what, String occasion) {
        return audit.entry(
                held.key().tenant(),
                held.note().message().conversationId(),
                "quarantine." + what,
                held.key().mediaId().value(),
                held.kept().sha256(),
                what,
                occasion);
    }
}
