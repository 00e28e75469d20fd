package io.attachrelay.deploy.acceptance;

import static io.attachrelay.deploy.system.SimulatedSystem.ACME;
import static io.attachrelay.deploy.system.SimulatedSystem.GLOBEX;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.attachrelay.deploy.acceptance.Chaos.Sent;
import io.attachrelay.deploy.testkit.platform.Bearer;
import io.attachrelay.deploy.testkit.platform.MediaHost;
import io.attachrelay.deploy.testkit.platform.MediaItem;
import io.attachrelay.media.store.ObjectKey;
import io.attachrelay.media.store.StoredObject;
import io.attachrelay.model.Json;
import io.attachrelay.model.MediaId;
import io.attachrelay.model.Sha256;
import io.attachrelay.model.StoredAttachment;
import io.attachrelay.model.StoredEvent;
import io.attachrelay.settings.StoreSettings;
import io.attachrelay.topic.Topic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What must hold whatever happens, read from the store and the topics. */
final class Invariants {

    private final Stage stage;
    private final Topic<StoredEvent> freshTopic;

    /** What other tests of the same stage did before is their matter. */
    private final Instant begin = Instant.now();

    Invariants(Stage stage) {
        this.stage = stage;
        this.freshTopic = stage.system().topics().fresh();
    }

    /** A faulty body leaves no object, a good one that of its own bytes. */
    void assertObjectsAreWhole(Collection<Sent> sent) throws IOException {
        for (Sent one : sent) {
            for (MediaItem item : one.message().media()) {
                Optional<StoredObject> object = stage.store().find(one.message().objectKey(item));
                assertThat(object.map(o -> o.sha256().hex()).orElse(item.sha256()))
                        .isEqualTo(item.sha256());
                if (object.isPresent()) {
                    assertThat(hashOf(object.get())).isEqualTo(item.sha256());
                }
            }
        }
    }

    /** A file whose every download is faulty is not acknowledged and leaves nothing. */
    void assertBrokenLeaveNothing(Collection<Sent> sent, Collection<Sent> acknowledged) {
        List<Sent> broken = sent.stream().filter(s -> s.plan().isBroken()).toList();
        assertThat(broken).isNotEmpty().noneMatch(acknowledged::contains);
        for (Sent one : broken) {
            ArrivingMessage message = one.message();
            assertThat(stage.store().find(message.objectKey(message.media().getFirst()))).isEmpty();
        }
    }

    /** What is past the deduplicator, acknowledged or not, has its objects. */
    void assertSeenIsKept(Collection<Sent> sent) throws InterruptedException {
        var fresh = stage.byConversation(freshTopic);
        for (Sent one : sent) {
            for (var record : fresh.getOrDefault(one.message().conversation(), List.of())) {
                freshTopic.codec().decode(record.value()).attachments().stream()
                        .filter(StoredAttachment.Kept.class::isInstance)
                        .map(StoredAttachment::mediaId)
                        .forEach(id -> assertThat(isThere(one.message(), id)).isTrue());
            }
        }
    }

    private boolean isThere(ArrivingMessage message, MediaId id) {
        return stage.store().find(new ObjectKey(message.tenant(), id)).isPresent();
    }

    /** Every message is kept once: its objects or its refusal, and one record. */
    void assertKeptOnce(Collection<Sent> sent) throws IOException, InterruptedException {
        var refused = sent.stream().filter(s -> s.plan().isRefused()).map(Sent::message).toList();
        var givenUp = sent.stream().filter(s -> s.plan().isGivenUp()).map(Sent::message).toList();
        new Ledger(stage)
                .with(
                        sent.stream()
                                .map(Sent::message)
                                .filter(m -> !refused.contains(m) && !givenUp.contains(m))
                                .toList())
                .assertHolds();
        var fresh = stage.byConversation(freshTopic);
        for (ArrivingMessage message : refused) {
            stage.verdict(message);
            assertThat(fresh.get(message.conversation())).hasSize(1);
            assertThat(stage.store().find(message.objectKey(message.media().getFirst()))).isEmpty();
        }
    }

    /**
     * A message that was given up in part has one record that is whole, one without the file at
     * most, and in the end a verdict on all.
     */
    void assertCameBack(Collection<Sent> sent) throws InterruptedException {
        List<Sent> givenUp = sent.stream().filter(s -> s.plan().isGivenUp()).toList();
        assertThat(givenUp).isNotEmpty();
        for (Sent one : givenUp) {
            Stage.await().until(() -> isJudgedWhole(one.message()));
        }
        var fresh = stage.byConversation(freshTopic);
        for (Sent one : givenUp) {
            List<Boolean> whole =
                    fresh.get(one.message().conversation()).stream().map(this::isWhole).toList();
            assertThat(whole).doesNotHaveDuplicates().contains(true);
        }
    }

    private boolean isJudgedWhole(ArrivingMessage message) {
        return stage.verdictsOf(message).stream()
                .flatMap(seen -> Stream.of(seen.value().attachments()))
                .anyMatch(all -> all.stream().allMatch(a -> a.attachment().keptSha256() != null));
    }

    private boolean isWhole(ConsumerRecord<byte[], byte[]> record) {
        return freshTopic.codec().decode(record.value()).attachments().stream()
                .allMatch(StoredAttachment.Kept.class::isInstance);
    }

    /** The record of each is that of its twin, which came once and without trouble; ids aside. */
    void assertAsAfterOneCleanDelivery(List<Sent> sent, List<ArrivingMessage> twins)
            throws IOException, InterruptedException {
        for (ArrivingMessage twin : twins) {
            stage.verdict(twin);
        }
        var fresh = stage.byConversation(freshTopic);
        for (int i = 0; i < sent.size(); i++) {
            var record = record(sent.get(i), fresh);
            var clean = fresh.get(twins.get(i).conversation()).getFirst();
            assertThat(withoutIds(record)).isEqualTo(withoutIds(clean));
        }
    }

    /** The one of a message, the whole one where it was given up in part. */
    private ConsumerRecord<byte[], byte[]> record(
            Sent sent, Map<String, List<ConsumerRecord<byte[], byte[]>>> fresh) {
        var records = fresh.get(sent.message().conversation());
        return sent.plan().isGivenUp()
                ? records.stream().filter(this::isWhole).findFirst().orElseThrow()
                : records.getFirst();
    }

    private static JsonNode withoutIds(ConsumerRecord<byte[], byte[]> record) throws IOException {
        ObjectNode value = (ObjectNode) Json.mapper().readTree(record.value());
        List.of("eventId", "messageId", "conversationId", "dedupKey", "occurredAt")
                .forEach(id -> assertThat(value.remove(id)).describedAs(id).isNotNull());
        value.path("attachments").forEach(a -> ((ObjectNode) a).remove("mediaId"));
        return value;
    }

    /** Who lives has finished its files or thrown them away; those who ended may have left some. */
    void assertNothingUnfinishedSince(Instant lastEnd) throws IOException {
        Stage.await().until(() -> unfinishedSince(lastEnd).isEmpty());
    }

    private List<Path> unfinishedSince(Instant lastEnd) throws IOException {
        var disk = (StoreSettings.Disk) stage.system().settings().store();
        try (Stream<Path> files = Files.list(disk.path().resolve(".unfinished"))) {
            return files.filter(f -> f.toFile().lastModified() > lastEnd.toEpochMilli()).toList();
        }
    }

    /** No media host has since seen a token for another file than those that events led to. */
    void assertTokensWentWhereEventsLed(Collection<ArrivingMessage> messages) {
        Set<MediaItem> items = messages.stream().flatMap(m -> m.media().stream()).collect(toSet());
        for (String tenant : List.of(ACME, GLOBEX)) {
            MediaHost host = stage.platform(tenant).media();
            Set<String> elsewhere =
                    items.stream()
                            .filter(i -> !i.url().getAuthority().equals(host.url().getAuthority()))
                            .map(MediaItem::id)
                            .collect(toSet());
            assertThat(host.requests())
                    .filteredOn(request -> request.at().isAfter(begin))
                    .filteredOn(request -> request.bearer() != Bearer.NONE)
                    .isNotEmpty()
                    .allSatisfy(request -> assertThat(host.item(request.id())).isNotNull())
                    .noneMatch(request -> elsewhere.contains(request.id()));
        }
    }

    private String hashOf(StoredObject object) throws IOException {
        try (var bytes = stage.store().open(object.key(), 0, Long.MAX_VALUE)) {
            return Sha256.of(bytes.readAllBytes()).hex();
        }
    }
}
