package io.attachrelay.sender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.attachrelay.model.AuditEntry;
import io.attachrelay.model.MediaId;
import io.attachrelay.model.OutboundResult;
import io.attachrelay.model.Outcome;
import io.attachrelay.model.ReasonCode;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Commands that come while the store is down: without a journal nothing may be sent. */
class StoreOutageTest extends SenderScenario {

    @Test
    void a_command_waits_for_the_store_and_is_sent_once_when_it_is_back() throws Exception {
        // Given
        MediaId pdf = stage.files.pdf("acme", "outage.pdf");
        stage.storeSwitch.off();
        stage.command(Commands.genesys("outage").with(pdf).build());
        await().until(() -> stage.storeSwitch.refused() >= 3);
        int sentMeanwhile = stage.genesys.received().all().size();

        // When
        stage.storeSwitch.on();
        stage.awaitHandled();

        // Then
        assertThat(sentMeanwhile).isZero();
        assertThat(stage.results("outage"))
                .extracting(OutboundResult::outcome)
                .containsExactly(Outcome.SENT);
        assertThat(stage.genesys.received().messages()).hasSize(1);
    }

    @Test
    void an_upload_stands_in_the_audit_trail_though_the_journal_did_not_take_it() throws Exception {
        // Given
        MediaId pdf = stage.files.pdf("acme", "untold.pdf");
        stage.storeSwitch.refuseOnce("uploadedAt");

        // When
        var result = stage.finish(Commands.genesys("untold").with(pdf).build());

        // Then
        assertThat(result.outcome()).isEqualTo(Outcome.SENT);
        assertThat(stage.audit("untold"))
                .extracting(AuditEntry::what)
                .containsExactly("file.uploaded", "command.finished");
    }

    @Test
    void a_command_that_expires_meanwhile_ends_in_a_result_when_the_store_is_back()
            throws Exception {
        // Given
        var command =
                Commands.genesys("outage-expired")
                        .before(stage.clock.instant().plus(Duration.ofMinutes(5)))
                        .build();
        stage.storeSwitch.off();
        stage.command(command);
        await().until(() -> stage.storeSwitch.refused() >= 3);

        // When
        stage.clock.advance(Duration.ofMinutes(5));
        stage.storeSwitch.on();
        stage.awaitHandled();

        // Then
        assertNotSent(
                stage.results("outage-expired").getLast(), Outcome.FAILED, ReasonCode.EXPIRED);
    }
}
