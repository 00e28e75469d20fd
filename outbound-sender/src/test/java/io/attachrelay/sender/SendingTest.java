package io.attachrelay.sender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.attachrelay.deploy.testkit.platform.ApiFault;
import io.attachrelay.deploy.testkit.platform.Endpoint;
import io.attachrelay.deploy.testkit.platform.Received;
import io.attachrelay.model.AuditEntry;
import io.attachrelay.model.MediaId;
import io.attachrelay.model.MediaKind;
import io.attachrelay.model.OutboundResult;
import io.attachrelay.model.Outcome;
import io.attachrelay.model.ReasonCode;
import io.attachrelay.model.Sha256;
import io.attachrelay.settings.SenderSettings;
import io.attachrelay.topic.EventHeaders;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A message that goes out, with or without a file, now or later, in its order. */
class SendingTest extends SenderScenario {

    @Test
    void a_file_reaches_genesys_with_the_detected_type_and_its_name() throws Exception {
        // Given
        var command = Commands.genesys("g-file").with(stage.files.pdf("acme", "q3.pdf")).build();

        // When
        var result = stage.finish(command);

        // Then
        var upload = stage.genesys.received().uploads().getFirst();
        assertThat(upload.partName()).isEqualTo("mediaFile");
        assertThat(upload.fileName()).isEqualTo("q3.pdf");
        assertThat(upload.contentType()).isEqualTo("application/pdf");
        assertThat(upload.sha256()).isEqualTo(Sha256.of(StoredFiles.PDF).hex());
        assertThat(stage.genesys.received().messages())
                .extracting(
                        Received.Message::target,
                        Received.Message::sender,
                        Received.Message::text,
                        m -> m.attachments().getFirst().id())
                .containsExactly(tuple("customer-1", "agent-1", "hello", upload.id()));
        assertThat(result.outcome()).isEqualTo(Outcome.SENT);
        assertThat(result.platformMediaId()).isEqualTo(upload.id());
        assertThat(result.platformMessageId())
                .isEqualTo(stage.genesys.received().messages().getFirst().id());
    }

    @Test
    void in_place_of_a_file_its_clean_copy_is_sent() throws Exception {
        // Given
        MediaId original = stage.files.cleaned("acme", "q3.pdf");

        // When
        stage.finish(Commands.genesys("g-clean").with(original).build());

        // Then
        assertThat(stage.genesys.received().uploads())
                .extracting(Received.Upload::fileName, Received.Upload::sha256)
                .containsExactly(tuple("q3.pdf", Sha256.of(StoredFiles.PDF).hex()));
    }

    @Test
    void a_file_reaches_cxone_under_a_name_that_agrees_with_the_bytes() throws Exception {
        // Given
        MediaId jpeg = stage.files.jpeg("globex", "stored-name.bin");

        // When
        stage.finish(Commands.cxone("c-file").with(jpeg.value(), "../receipt.png").build());

        // Then
        assertThat(stage.cxone.received().uploads())
                .extracting(Received.Upload::fileName, Received.Upload::contentType)
                .containsExactly(tuple("receipt.jpg", "image/jpeg"));
        assertThat(stage.cxone.received().messages().getFirst().attachments())
                .extracting(Received.Attachment::fileName, Received.Attachment::mimeType)
                .containsExactly(tuple("receipt.jpg", "image/jpeg"));
    }

    @Test
    void a_message_leaves_an_audit_entry_for_each_step_and_a_traced_result() throws Exception {
        // When
        stage.finish(Commands.genesys("traced").with(stage.files.pdf("acme", "t.pdf")).build());

        // Then
        assertThat(stage.audit("traced"))
                .extracting(AuditEntry::what, AuditEntry::outcome, AuditEntry::sha256)
                .containsExactly(
                        tuple("file.uploaded", "uploaded", Sha256.of(StoredFiles.PDF)),
                        tuple("command.finished", "sent", Sha256.of(StoredFiles.PDF)));
        var headers = stage.resultRecords("traced").getFirst().headers();
        assertThat(EventHeaders.text(headers, EventHeaders.TRACEPARENT))
                .isEqualTo(SenderStage.TRACE);
        assertThat(EventHeaders.text(headers, "ce_type"))
                .isEqualTo("io.attachrelay.outbound.result.v1");
    }

    @Test
    void a_command_waits_for_the_verdict_of_its_file() throws Exception {
        // Given
        MediaId id = stage.files.unjudged("acme", "late.pdf", StoredFiles.PDF);
        var command = Commands.genesys("late").with(id).build();
        stage.command(command);
        awaitProgress(command, "waitingSince");

        // When
        stage.files.accept(
                "acme", id, "application/pdf", MediaKind.DOCUMENT, "late.pdf", StoredFiles.PDF);
        stage.awaitHandled();

        // Then
        assertThat(stage.results("late"))
                .extracting(OutboundResult::outcome)
                .containsExactly(Outcome.SENT);
    }

    @Test
    void a_command_for_later_holds_what_follows_in_its_conversation() throws Exception {
        // Given
        Instant later = stage.clock.instant().plusMillis(500);
        stage.command(Commands.genesys("later").in("conv-held").after(later).text("1").build());
        stage.command(Commands.genesys("next").in("conv-held").text("2").build());

        // When
        stage.awaitHandled();

        // Then
        assertThat(texts(stage.genesys)).containsExactly("1", "2");
        assertThat(stage.results("later").getFirst().completedAt()).isAfterOrEqualTo(later);
    }

    @Test
    void a_passing_fault_is_retried_and_the_message_goes_out_once() throws Exception {
        // Given
        stage.genesys.apiFaults().inject(Endpoint.UPLOAD, new ApiFault.Fail(429, 0), 2);
        stage.genesys.apiFaults().inject(Endpoint.SEND, new ApiFault.Fail(503), 2);
        MediaId pdf = stage.files.pdf("acme", "retried.pdf");

        // When
        var result = stage.finish(Commands.genesys("retried").with(pdf).build());

        // Then
        assertThat(result.outcome()).isEqualTo(Outcome.SENT);
        assertThat(stage.genesys.received().messages()).hasSize(1);
        assertThat(stage.genesys.received().uploads()).hasSize(1);
    }

    @Test
    void a_passing_fault_ends_in_a_result_once_its_time_is_over() throws Exception {
        // Given
        stage.stuck.add("conv-exhausted");
        var command = Commands.genesys("exhausted").build();
        stage.command(command);
        awaitProgress(command, "failingSince");

        // When
        stage.clock.advance(SenderSettings.DEFAULT.retryWithin());
        stage.awaitHandled();

        // Then
        assertNotSent(
                stage.results("exhausted").getLast(), Outcome.FAILED, ReasonCode.RETRIES_EXHAUSTED);
    }

    @Test
    void a_send_whose_answer_is_lost_is_in_doubt_and_not_repeated() throws Exception {
        // Given
        stage.cxone.apiFaults().inject(Endpoint.SEND, new ApiFault.DropConnection(true), 1);

        // When
        var result = stage.finish(Commands.cxone("doubt").build());

        // Then
        assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(result.reason()).isEqualTo(ReasonCode.SEND_IN_DOUBT);
        assertThat(stage.cxone.received().messages()).hasSize(1);
        assertThat(result.fallbackText()).contains("may or may not");
    }

    @Test
    void a_conversation_that_fails_keeps_its_order_and_holds_up_no_other() throws Exception {
        // Given
        stage.stuck.add("conv-slow");
        stage.command(Commands.genesys("slow-1").in("conv-slow").text("first").build());
        stage.command(Commands.genesys("slow-2").in("conv-slow").text("second").build());
        stage.command(Commands.genesys("quick").text("other").build());
        await().until(() -> texts(stage.genesys).equals(List.of("other")));

        // When
        stage.stuck.clear();
        stage.awaitHandled();

        // Then
        assertThat(texts(stage.genesys)).containsExactly("other", "first", "second");
    }
}
