package io.attachrelay.sender;

import static org.assertj.core.api.Assertions.assertThat;

import io.attachrelay.settings.OnDoubt;
import io.attachrelay.settings.PaceSettings;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A sender that is asked to end while it works. */
class EndingTest {

    @Test
    void a_sender_that_ends_between_upload_and_send_begins_no_send(@TempDir Path dir)
            throws Exception {
        // Given
        PaceSettings unpaced = PaceSettings.of(1_000_000, Optional.empty());
        var stage = new SenderStage(dir, unpaced, OnDoubt.HOLD);
        var pdf = stage.files.pdf("acme", "ending.pdf");
        var command = Commands.genesys("ending").with(pdf).build();
        stage.whenUploaded = stage::beginToEnd;

        // When
        try (stage) {
            stage.command(command);
            stage.awaitUpload();
        }

        // Then
        assertThat(stage.genesys.received().messages()).isEmpty();
        var print = SenderScenario.fingerprint(command);
        try (var page = new Journal(stage.store).open(command, print)) {
            assertThat(page.progress())
                    .isInstanceOfSatisfying(
                            Progress.Open.class, open -> assertThat(open.upload()).isNotNull());
        }
    }
}
