package io.attachrelay.sender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.attachrelay.model.AuditEntry;
import io.attachrelay.model.MediaId;
import io.attachrelay.model.OutboundResult;
import io.attachrelay.model.Outcome;
import io.attachrelay.settings.OnDoubt;
import io.attachrelay.settings.PaceSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kafka goes away in the midst of a command. */
class KafkaOutageTest {

    private static final Duration LIMIT = Duration.ofSeconds(90);

    @Test
    void a_file_is_uploaded_once_however_long_kafka_is_away(@TempDir Path dir) throws Exception {
        // Given
        PaceSettings unpaced = PaceSettings.of(1_000_000, Optional.empty());
        try (var stage = new SenderStage(dir, unpaced, OnDoubt.HOLD)) {
            MediaId pdf = stage.files.pdf("acme", "outage.pdf");
            var command = Commands.genesys("kafka-outage").with(pdf).build();
            stage.whenUploaded = stage::killBroker;

            // When
            stage.command(command);
            await().atMost(LIMIT)
                    .until(() -> stage.storeSwitch.reads(SenderScenario.pageOf(command)) >= 4);
            stage.startBroker();
            stage.awaitHandled();

            // Then
            assertThat(stage.genesys.received().uploads()).hasSize(1);
            assertThat(stage.results("kafka-outage"))
                    .extracting(OutboundResult::outcome)
                    .containsExactly(Outcome.SENT);
            assertThat(stage.audit("kafka-outage"))
                    .extracting(AuditEntry::what)
                    .containsExactly("file.uploaded", "command.finished");
        }
    }
}
