package io.attachrelay.deploy.replay;

import io.attachrelay.deploy.testkit.kafka.KafkaBroker;
import io.attachrelay.model.DedupKey;
import io.attachrelay.model.MediaId;
import io.attachrelay.model.MessageContext;
import io.attachrelay.model.Origin;
import io.attachrelay.model.Platform;
import io.attachrelay.model.Profile;
import io.attachrelay.model.ReasonCode;
import io.attachrelay.model.StoredAttachment;
import io.attachrelay.model.StoredEvent;
import io.attachrelay.settings.KafkaSettings;
import io.attachrelay.topic.EventHeaders;
import io.attachrelay.topic.KafkaClients;
import io.attachrelay.topic.Outgoing;
import io.attachrelay.topic.Publisher;
import io.attachrelay.topic.ReplayMark;
import io.attachrelay.topic.Topic;
import io.attachrelay.topic.TopicAdmin;
import io.attachrelay.topic.TopicCatalog;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Topics of a test's own, what stands on them, and the replays of it. */
public final class ReplayStage {

    private final String prefix = "t" + UUID.randomUUID() + ".";
    private final KafkaClients clients;
    private final TopicCatalog topics = new TopicCatalog(prefix);

    public ReplayStage(KafkaBroker broker) {
        clients =
                new KafkaClients(new KafkaSettings(broker.bootstrapServers(), 0, prefix, Map.of()));
    }

    public String prefix() {
        return prefix;
    }

    public KafkaClients clients() {
        return clients;
    }

    public TopicCatalog topics() {
        return topics;
    }

    public ReplayStage withTopics() {
        try (var admin = clients.admin()) {
            new TopicAdmin(admin).ensure(topics);
        }
        return this;
    }

    /** Stored events carry their writers' time, as those of an operator's own topic may. */
    ReplayStage withTopicsStampedByWriters() {
        var usual = topics.stored();
        var other =
                new Topic<>(
                        usual.name(), usual.partitions(), usual.retention(), false, usual.codec());
        try (var admin = clients.admin()) {
            new TopicAdmin(admin).ensure(List.of(other), 1);
        }
        return withTopics();
    }

    /** Stored events of one tenant, each a conversation of its own. */
    public void publish(String tenant, String... messageIds) {
        try (var publisher = new Publisher(clients.producer())) {
            for (String id : messageIds) {
                publisher.publish(stored(tenant, id));
            }
        }
    }

    /** So many of them. */
    public void publish(String tenant, int count) {
        String[] ids = new String[count];
        for (int i = 0; i < count; i++) {
            ids[i] = "m" + i;
        }
        publish(tenant, ids);
    }

    /** A stored event with a writer's time, on the topic's first partition. */
    void publishAt(Instant time, String messageId) throws Exception {
        var record = stored("acme", messageId).toRecord();
        try (var producer = clients.producer()) {
            producer.send(
                            new ProducerRecord<>(
                                    record.topic(),
                                    0,
                                    time.toEpochMilli(),
                                    record.key(),
                                    record.value(),
                                    record.headers()))
                    .get();
        }
    }

    private Outgoing<StoredEvent> stored(String tenant, String messageId) {
        MessageContext message =
                new MessageContext(
                        tenant,
                        Origin.PLATFORM,
                        Platform.GENESYS,
                        Profile.GENESYS_MEDIA_EVENTS,
                        "e-" + messageId,
                        messageId,
                        "conv-" + messageId,
                        "web",
                        Instant.EPOCH);
        StoredAttachment media =
                new StoredAttachment.Refused(
                        MediaId.of(tenant, Platform.GENESYS, "c", messageId, "a"),
                        null,
                        null,
                        ReasonCode.GONE);
        DedupKey key = new DedupKey("k-" + messageId);
        EventHeaders headers =
                new EventHeaders(
                        messageId, "test", "/test", null, Instant.EPOCH, null, null, key, null);
        return new Outgoing<>(
                topics.stored(),
                message.conversationId(),
                new StoredEvent(message, key, List.of(media)),
                headers);
    }

    /** Ranges are told apart by milliseconds, so the next record must not share this one. */
    public static Instant afterNow() {
        Instant now = Instant.now().plusMillis(1);
        while (Instant.now().toEpochMilli() <= now.toEpochMilli()) {
            Thread.onSpinWait();
        }
        return now;
    }

    /** Whether a transaction is under way. */
    public boolean isOpen(String transactionalId) throws InterruptedException, ExecutionException {
        try (var admin = clients.admin()) {
            return admin.listTransactions().all().get().stream()
                    .filter(t -> t.transactionalId().equals(transactionalId))
                    .anyMatch(t -> t.state() == TransactionState.ONGOING);
        }
    }

    static ReplayRequest request(String id, Instant from, Instant to, Optional<String> tenant) {
        return new ReplayRequest(
                new ReplayMark(id, false), from, to, tenant, Optional.empty(), "ann", 10_000);
    }

    ReplayJob job(ReplayRequest request) {
        return new ReplayJob(clients, topics, topics.stored(), request, Clock.systemUTC());
    }

    ReplayJob job(ReplayRequest request, Duration patience) {
        return new ReplayJob(
                clients, topics, topics.stored(), request, Clock.systemUTC(), patience);
    }
}
