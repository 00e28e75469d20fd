package io.attachrelay.sender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.attachrelay.deploy.testkit.platform.PlatformSimulator;
import io.attachrelay.deploy.testkit.platform.Received;
import io.attachrelay.media.store.SidecarKey;
import io.attachrelay.model.OutboundCommand;
import io.attachrelay.model.OutboundResult;
import io.attachrelay.model.Outcome;
import io.attachrelay.model.ReasonCode;
import io.attachrelay.model.Sha256;
import io.attachrelay.settings.OnDoubt;
import io.attachrelay.settings.PaceSettings;
import io.attachrelay.topic.TopicCatalog;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A stage of its own for the tests of each class, and what they look at. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class SenderScenario {

    SenderStage stage;

    @BeforeAll
    void start(@TempDir Path dir) throws Exception {
        stage = open(dir);
    }

    /** The stage that these tests need. */
    SenderStage open(Path dir) throws Exception {
        return new SenderStage(dir, pace(), onDoubt());
    }

    /** How fast the platforms may be called. */
    PaceSettings pace() {
        return PaceSettings.of(1_000_000, Optional.empty());
    }

    /** What both tenants choose. */
    OnDoubt onDoubt() {
        return OnDoubt.HOLD;
    }

    @AfterAll
    void stop() {
        stage.close();
    }

    @AfterEach
    void heal() {
        stage.genesys.heal();
        stage.cxone.heal();
        stage.stuck.clear();
        stage.storeSwitch.on();
        stage.awaitHandled();
        stage.genesys.received().clear();
        stage.cxone.received().clear();
    }

    void assertNotSent(OutboundResult result, Outcome outcome, ReasonCode reason) {
        assertThat(result.outcome()).isEqualTo(outcome);
        assertThat(result.reason()).isEqualTo(reason);
        assertThat(stage.genesys.received().messages()).isEmpty();
        assertThat(stage.cxone.received().messages()).isEmpty();
    }

    void assertSameRecordTwice(String commandId) throws Exception {
        var records = stage.resultRecords(commandId);
        assertThat(records).hasSize(2);
        assertThat(records.getLast().value()).isEqualTo(records.getFirst().value());
        assertThat(records.getLast().key()).isEqualTo(records.getFirst().key());
        assertThat(records.getLast().headers()).isEqualTo(records.getFirst().headers());
    }

    static List<String> notices(PlatformSimulator platform) {
        return platform.received().systemMessages().stream()
                .map(Received.SystemMessage::text)
                .toList();
    }

    static List<String> texts(PlatformSimulator platform) {
        return platform.received().messages().stream().map(Received.Message::text).toList();
    }

    /** Waits until the command's journal holds a word. */
    void awaitProgress(OutboundCommand command, String word) {
        await().until(() ->
                stage.store
                        .read(pageOf(command))
                        .filter(s -> new String(s.content()).contains(word))
                        .isPresent());
    }

    /** Where its journal stands. */
    static SidecarKey pageOf(OutboundCommand command) {
        return SidecarKey.hashed(command.tenant(), "commands", command.commandId());
    }

    /** When a send that was begun then is over for sure. */
    Instant longAgo() {
        return stage.clock.instant().minus(Duration.ofMinutes(4));
    }

    static Sha256 fingerprint(OutboundCommand command) {
        return Sha256.of(new TopicCatalog("").command().codec().encode(command));
    }
}
