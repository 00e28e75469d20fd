package io.attachrelay.validator.inspect;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.attachrelay.media.store.DiskStore;
import io.attachrelay.media.store.ObjectIdentity;
import io.attachrelay.media.store.ObjectKey;
import io.attachrelay.model.DedupKey;
import io.attachrelay.model.MediaId;
import io.attachrelay.model.Platform;
import io.attachrelay.model.Sha256;
import io.attachrelay.model.StoredAttachment;
import io.attachrelay.model.StoredEvent;
import io.attachrelay.model.Verdict;
import io.attachrelay.topic.EventHeaders;
import io.attachrelay.topic.Outgoing;
import io.attachrelay.topic.Publisher;
import io.attachrelay.validator.TestKafka;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.List;

/** Lets files arrive for an inspector, and reads its verdicts. */
record Arrivals(TestKafka kafka, DiskStore store, Publisher publisher) {

    private static final Instant THEN = Instant.parse("2026-01-01T10:00:00Z");

    /** The same bytes in the same conversation are the same event. */
    void arrive(String conversation, byte[] bytes) throws IOException {
        String name = Sha256.of(bytes).toString();
        MediaId id = MediaId.of("acme", Platform.GENESYS, conversation, "m", name);
        var identity = new ObjectIdentity("acme", "genesys", conversation, "m", name);
        store.put(
                new ObjectKey("acme", id), identity, new ByteArrayInputStream(bytes), bytes.length);
        var kept = new StoredAttachment.Kept(id, null, "a", null, bytes.length, Sha256.of(bytes));
        var key = new DedupKey(conversation + name);
        var event =
                new StoredEvent(
                        TestEvents.message("acme", conversation, "web"), key, List.of(kept));
        publisher.publish(
                new Outgoing<>(kafka.topics().fresh(), conversation, event, headers(key)));
    }

    private static EventHeaders headers(DedupKey key) {
        return new EventHeaders(
                "id",
                "io.attachrelay.media.fresh.v1",
                "/attachrelay/gateway",
                "m",
                THEN,
                "acme/place",
                "00-1-2-03",
                key,
                null);
    }

    /** In the order in which they were published first; one may be published again. */
    List<Verdict> verdicts(String conversation) throws Exception {
        return kafka.read(kafka.topics().verdict()).stream()
                .filter(record -> conversation.equals(new String(record.key(), UTF_8)))
                .map(record -> kafka.topics().verdict().codec().decode(record.value()))
                .map(event -> event.attachments().getFirst().verdict())
                .distinct()
                .toList();
    }
}
