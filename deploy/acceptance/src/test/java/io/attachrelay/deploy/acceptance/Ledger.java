package io.attachrelay.deploy.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.attachrelay.deploy.system.TopicTail;
import io.attachrelay.deploy.testkit.platform.MediaItem;
import io.attachrelay.media.store.ObjectKey;
import io.attachrelay.media.store.StoredObject;
import io.attachrelay.model.Sha256;
import io.attachrelay.model.VerdictEvent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The webhooks that were acknowledged, and what must hold for each: one object with the right bytes
 * for each of its media, one record past the deduplicator, and a verdict whose repeats equal it.
 * Each message has a conversation of its own and one event.
 */
final class Ledger {

    private final Stage stage;
    private final List<ArrivingMessage> acknowledged = new ArrayList<>();

    Ledger(Stage stage) {
        this.stage = stage;
    }

    /** Enters a message whose webhook was answered 200. */
    Ledger with(ArrivingMessage message) {
        acknowledged.add(message);
        return this;
    }

    Ledger with(List<ArrivingMessage> messages) {
        acknowledged.addAll(messages);
        return this;
    }

    /** Waits until everything has flown through, then checks all entries. */
    void assertHolds() throws IOException, InterruptedException {
        for (ArrivingMessage message : acknowledged) {
            stage.verdict(message);
        }
        stage.awaitDeduplicated();
        var fresh = stage.byConversation(stage.system().topics().fresh());
        for (ArrivingMessage message : acknowledged) {
            assertObjects(message);
            assertThat(fresh.getOrDefault(message.conversation(), List.of()).size())
                    .describedAs("records past the deduplicator")
                    .isOne();
            assertVerdicts(message);
        }
    }

    private void assertObjects(ArrivingMessage message) throws IOException {
        for (MediaItem item : message.media()) {
            ObjectKey key = message.objectKey(item);
            StoredObject object = stage.store().find(key).orElseThrow();
            assertThat(object.sha256().hex()).isEqualTo(item.sha256());
            try (var bytes = stage.store().open(key, 0, Long.MAX_VALUE)) {
                assertThat(Sha256.of(bytes.readAllBytes()).hex()).isEqualTo(item.sha256());
            }
        }
        assertThat(objectsInConversationOf(message)).hasSize(message.media().size());
    }

    /** Attachments only, not the small objects beside them. */
    private List<String> objectsInConversationOf(ArrivingMessage message) throws IOException {
        String path = message.objectKey(message.media().getFirst()).path();
        String conversation = path.substring(0, path.lastIndexOf('/') + 1);
        return StoredPaths.under(conversation, stage.system().settings().store()).stream()
                .filter(ObjectKey::isObjectPath)
                .toList();
    }

    private void assertVerdicts(ArrivingMessage message) {
        List<TopicTail.Seen<VerdictEvent>> seen = stage.verdictsOf(message);
        byte[] first = seen.getFirst().bytes();
        assertThat(seen).allSatisfy(s -> assertThat(s.bytes()).isEqualTo(first));
        assertThat(seen.getFirst().value().attachments()).hasSameSizeAs(message.media());
    }
}
