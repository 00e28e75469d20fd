package io.attachrelay.sender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.attachrelay.media.store.OnceMarks;
import io.attachrelay.model.AuditEntry;
import io.attachrelay.model.MediaId;
import io.attachrelay.model.OutboundCommand;
import io.attachrelay.model.OutboundResult;
import io.attachrelay.model.Outcome;
import io.attachrelay.model.ReasonCode;
import io.attachrelay.model.Sha256;
import io.attachrelay.topic.TopicCatalog;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/**
 * A command that comes again, after its end or after a crash, which is written as it would have
 * left it.
 */
class CommandAgainTest extends SenderScenario {

    @Test
    void a_repeat_gives_the_same_bytes_and_no_second_message() throws Exception {
        // Given
        var command = Commands.genesys("twice").with(stage.files.pdf("acme", "2.pdf")).build();
        stage.finish(command);

        // When
        stage.finish(command);

        // Then
        assertThat(stage.genesys.received().messages()).hasSize(1);
        assertSameRecordTwice("twice");
    }

    @Test
    void a_repeat_of_what_was_rejected_gives_the_same_bytes_and_no_second_notice()
            throws Exception {
        // Given
        var command = Commands.genesys("no-twice").from(null).build();
        stage.finish(command);

        // When
        stage.finish(command);

        // Then
        assertThat(notices(stage.genesys)).hasSize(1);
        assertSameRecordTwice("no-twice");
    }

    @Test
    void a_repeat_gives_the_same_bytes_though_its_tenant_is_not_known() throws Exception {
        // Given
        var command = Commands.genesys("who-twice").ofTenant("no one's").build();
        byte[] value = new TopicCatalog("").command().codec().encode(command);
        Instant time = stage.clock.instant();
        stage.raw("conv-who", value, time);
        stage.awaitHandled();

        // When
        stage.clock.advance(Duration.ofSeconds(1));
        stage.raw("conv-who", value, time.plusSeconds(1));
        stage.awaitHandled();

        // Then
        assertSameRecordTwice("who-twice");
    }

    @Test
    void a_command_under_the_id_of_another_gets_the_result_of_the_first() throws Exception {
        // Given
        stage.finish(Commands.genesys("reused").text("first").build());

        // When
        stage.finish(Commands.genesys("reused").text("second").build());

        // Then
        assertThat(texts(stage.genesys)).containsExactly("first");
        assertSameRecordTwice("reused");
    }

    @Test
    void a_send_that_was_begun_is_in_doubt_and_not_repeated() throws Exception {
        // Given
        var command = Commands.genesys("crash-sending").build();
        left(command, Progress.Open.NEW.sending(longAgo(), "another"));

        // When
        var result = stage.finish(command);

        // Then
        assertNotSent(result, Outcome.FAILED, ReasonCode.SEND_IN_DOUBT);
    }

    @Test
    void a_send_that_an_earlier_process_of_the_same_instance_has_begun_is_over_after_its_grace()
            throws Exception {
        // Given
        var command = Commands.genesys("crash-before-start").build();
        Instant before = stage.startedAt.minusSeconds(1);
        left(command, Progress.Open.NEW.sending(before, SenderStage.INSTANCE));
        stage.command(command);
        await().until(() -> stage.storeSwitch.reads(pageOf(command)) >= 2);

        // When
        stage.clock.advance(SendTime.GRACE);
        stage.awaitHandled();

        // Then
        assertNotSent(
                stage.results("crash-before-start").getFirst(),
                Outcome.FAILED,
                ReasonCode.SEND_IN_DOUBT);
    }

    @Test
    void a_send_that_may_be_under_way_in_another_sender_is_left_to_it() throws Exception {
        // Given
        var command = Commands.genesys("elsewhere").build();
        var begun = Progress.Open.NEW.sending(stage.clock.instant(), "another");
        try (var other = new Journal(stage.store).open(command, fingerprint(command))) {
            other.announce(begun);
            stage.command(command);
            await().until(() -> stage.storeSwitch.reads(pageOf(command)) >= 2);

            // When
            other.settle(begun.sent(Results.sent(command, begun, "m-1", stage.clock.instant())));
        }
        stage.awaitHandled();

        // Then
        assertThat(stage.results("elsewhere"))
                .extracting(OutboundResult::outcome, OutboundResult::platformMessageId)
                .containsExactly(tuple(Outcome.SENT, "m-1"));
        assertThat(texts(stage.genesys)).isEmpty();
    }

    @Test
    void a_file_that_was_uploaded_is_not_uploaded_again() throws Exception {
        // Given
        MediaId pdf = stage.files.pdf("acme", "uploaded.pdf");
        stage.finish(Commands.genesys("crash-before").with(pdf).build());
        String platformId = stage.genesys.received().uploads().getFirst().id();
        var upload =
                new Progress.Upload(
                        platformId, "uploaded.pdf", "application/pdf", Sha256.of(StoredFiles.PDF));
        var command = Commands.genesys("crash-uploaded").with(pdf).build();
        left(command, Progress.Open.NEW.uploaded(upload, stage.clock.instant()));

        // When
        var result = stage.finish(command);

        // Then
        assertThat(result.platformMediaId()).isEqualTo(platformId);
        assertThat(stage.genesys.received().uploads()).hasSize(1);
        assertThat(stage.genesys.received().messages()).hasSize(2);
        assertThat(stage.audit("crash-uploaded"))
                .extracting(AuditEntry::what)
                .containsExactly("file.uploaded", "command.finished");
    }

    @Test
    void what_was_decided_stands_and_the_agent_is_told() throws Exception {
        // Given
        var command = Commands.genesys("crash-decided").build();
        left(command, decided());

        // When
        var result = stage.finish(command);

        // Then
        assertNotSent(result, Outcome.REJECTED, ReasonCode.UPLOAD_REFUSED);
        assertThat(notices(stage.genesys)).containsExactly(result.fallbackText());
    }

    @Test
    void a_notice_that_was_shown_is_not_shown_again_and_stands_in_the_result() throws Exception {
        // Given
        var command = Commands.genesys("crash-told").build();
        left(command, decided());
        noticed(command, OnceMarks.Ending.DONE);

        // When
        var result = stage.finish(command);

        // Then
        assertThat(result.fallbackText()).isNotNull();
        assertThat(notices(stage.genesys)).isEmpty();
    }

    @Test
    void a_notice_in_doubt_is_not_repeated_and_not_claimed() throws Exception {
        // Given
        var command = Commands.genesys("crash-telling").build();
        left(command, decided());
        noticed(command, OnceMarks.Ending.IN_DOUBT);

        // When
        var result = stage.finish(command);

        // Then
        assertThat(result.fallbackText()).isNull();
        assertThat(notices(stage.genesys)).isEmpty();
    }

    private Progress decided() {
        return Progress.Open.NEW.rejected(
                ReasonCode.UPLOAD_REFUSED, "status 400", stage.clock.instant());
    }

    private void left(OutboundCommand command, Progress progress) throws Exception {
        try (var page = new Journal(stage.store).open(command, fingerprint(command))) {
            page.settle(progress);
        }
    }

    private void noticed(OutboundCommand command, OnceMarks.Ending ending) throws Exception {
        new OnceMarks(stage.store, stage.clock).once(AgentNotice.key(command), _ -> ending);
    }
}
