package io.attachrelay.sender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.attachrelay.deploy.testkit.platform.ApiFault;
import io.attachrelay.deploy.testkit.platform.Endpoint;
import io.attachrelay.model.AuditEntry;
import io.attachrelay.model.MediaId;
import io.attachrelay.model.OutboundResult;
import io.attachrelay.model.Outcome;
import io.attachrelay.model.ReasonCode;
import io.attachrelay.settings.SenderSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A command that can not be carried out has its result, and the agent is told. */
class NotSentTest extends SenderScenario {

    @Test
    void a_command_is_rejected_when_the_channel_can_not_show_the_type() throws Exception {
        // Given
        MediaId docx = stage.files.docx("globex", "offer.docx");

        // When
        var result = stage.finish(Commands.cxone("docx").with(docx.value(), "offer.docx").build());

        // Then
        assertNotSent(result, Outcome.REJECTED, ReasonCode.CHANNEL_TYPE_NOT_SUPPORTED);
        assertThat(result.fallbackText())
                .isEqualTo(
                        "The message with the file \"offer.docx\" was not sent: the channel"
                                + " does not take this type of file (whatsapp does not show "
                                + StoredFiles.DOCX_TYPE
                                + ").");
        assertThat(notices(stage.cxone)).containsExactly(result.fallbackText());
        assertThat(stage.cxone.received().uploads()).isEmpty();
    }

    @Test
    void a_command_goes_through_on_a_channel_that_takes_the_type() throws Exception {
        // Given
        MediaId docx = stage.files.docx("globex", "contract.docx");

        // When
        var result = stage.finish(Commands.cxone("docx-web").with(docx).on("Web").build());

        // Then
        assertThat(result.outcome()).isEqualTo(Outcome.SENT);
    }

    Stream<String> mediaThatAreNotThere() throws Exception {
        return Stream.of(
                "not a media id",
                "aaaaaaaaaaaaaaaa-bbbbbbbbbbbbbbbb-cccccccccccccccc",
                stage.files.pdf("globex", "foreign.pdf").value());
    }

    @ParameterizedTest
    @MethodSource("mediaThatAreNotThere")
    void a_command_is_rejected_when_its_tenant_has_no_such_file(String mediaId) throws Exception {
        // When
        var result = stage.finish(Commands.genesys("lost-" + mediaId).with(mediaId, null).build());

        // Then
        assertNotSent(result, Outcome.REJECTED, ReasonCode.MEDIA_NOT_FOUND);
    }

    @Test
    void a_command_is_rejected_when_its_file_was_not_accepted() throws Exception {
        // Given
        MediaId rejected = stage.files.rejected("acme", "bad.pdf");

        // When
        var result = stage.finish(Commands.genesys("bad").with(rejected).build());

        // Then
        assertNotSent(result, Outcome.REJECTED, ReasonCode.MEDIA_NOT_ACCEPTED);
        assertThat(result.detail()).startsWith("type-not-allowed");
        assertThat(result.fallbackText()).endsWith("(" + result.detail() + ").");
    }

    @Test
    void an_agent_reads_in_the_tenants_language_why_a_file_was_not_accepted() throws Exception {
        // Given
        MediaId rejected = stage.files.rejected(SenderStage.GERMAN, "schlecht.pdf");

        // When
        var result =
                stage.finish(
                        Commands.cxone("schlecht")
                                .ofTenant(SenderStage.GERMAN)
                                .with(rejected)
                                .build());

        // Then
        assertThat(result.fallbackText())
                .isEqualTo(
                        "Die Nachricht mit ihrer Datei wurde nicht gesendet: Die Datei wurde nicht"
                                + " zugelassen (Diese Art von Datei ist nicht erlaubt).");
        assertThat(result.detail()).startsWith("type-not-allowed");
    }

    @Test
    void what_is_only_known_in_english_stands_in_the_result_and_in_no_german_notice()
            throws Exception {
        // Given
        MediaId docx = stage.files.docx(SenderStage.GERMAN, "angebot.docx");

        // When
        var result =
                stage.finish(
                        Commands.cxone("angebot").ofTenant(SenderStage.GERMAN).with(docx).build());

        // Then
        assertThat(result.detail()).startsWith("whatsapp does not show");
        assertThat(result.fallbackText())
                .isEqualTo(
                        "Die Nachricht mit ihrer Datei wurde nicht gesendet: Der Kanal nimmt diese"
                                + " Art von Datei nicht an.");
    }

    @Test
    void a_command_fails_when_no_verdict_comes_in_time() throws Exception {
        // Given
        MediaId id = stage.files.unjudged("acme", "never.pdf", StoredFiles.PDF);
        var command = Commands.genesys("never").with(id).build();
        stage.command(command);
        awaitProgress(command, "waitingSince");

        // When
        stage.clock.advance(SenderSettings.DEFAULT.verdictWithin());
        stage.awaitHandled();

        // Then
        assertNotSent(stage.results("never").getLast(), Outcome.FAILED, ReasonCode.VERDICT_TIMEOUT);
    }

    @Test
    void a_command_fails_when_it_has_expired() throws Exception {
        // When
        var result = stage.finish(Commands.genesys("old").before(stage.clock.instant()).build());

        // Then
        assertNotSent(result, Outcome.FAILED, ReasonCode.EXPIRED);
    }

    @Test
    void a_command_is_rejected_when_its_platform_needs_a_sender() throws Exception {
        // When
        var result = stage.finish(Commands.genesys("nobody").from(null).build());

        // Then
        assertNotSent(result, Outcome.REJECTED, ReasonCode.INVALID_COMMAND);
    }

    @Test
    void a_command_is_rejected_when_it_shall_be_held_for_longer_than_a_lane_holds()
            throws Exception {
        // Given
        Instant tomorrow = stage.clock.instant().plus(Duration.ofDays(1));

        // When
        var result = stage.finish(Commands.genesys("tomorrow").after(tomorrow).build());

        // Then
        assertNotSent(result, Outcome.REJECTED, ReasonCode.INVALID_COMMAND);
    }

    @Test
    void a_command_is_rejected_when_it_expires_before_it_may_be_sent() throws Exception {
        // Given
        Instant soon = stage.clock.instant().plus(Duration.ofMinutes(5));

        // When
        var result = stage.finish(Commands.genesys("window").after(soon).before(soon).build());

        // Then
        assertNotSent(result, Outcome.REJECTED, ReasonCode.INVALID_COMMAND);
    }

    @Test
    void a_command_is_rejected_without_a_notice_when_its_tenant_is_not_known() throws Exception {
        // When
        var result = stage.finish(Commands.genesys("whose").ofTenant("no one's").build());

        // Then
        assertNotSent(result, Outcome.REJECTED, ReasonCode.UNKNOWN_TENANT);
        assertThat(result.fallbackText()).isNull();
    }

    @Test
    void a_text_is_never_sent_without_its_file_when_the_upload_is_refused() throws Exception {
        // Given
        stage.genesys.apiFaults().inject(Endpoint.UPLOAD, new ApiFault.Fail(400));
        MediaId pdf = stage.files.pdf("acme", "refused.pdf");

        // When
        var result = stage.finish(Commands.genesys("refused").with(pdf).build());

        // Then
        assertNotSent(result, Outcome.REJECTED, ReasonCode.UPLOAD_REFUSED);
        assertThat(notices(stage.genesys)).hasSize(1);
    }

    @Test
    void a_command_is_rejected_when_the_platform_refuses_the_message() throws Exception {
        // Given
        stage.cxone.apiFaults().inject(Endpoint.SEND, new ApiFault.Fail(403), 1);

        // When
        var result = stage.finish(Commands.cxone("forbidden").build());

        // Then
        assertNotSent(result, Outcome.REJECTED, ReasonCode.SEND_REFUSED);
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 504})
    void a_notice_is_not_repeated_when_the_answer_leaves_it_open(int status) throws Exception {
        // Given
        stage.genesys
                .apiFaults()
                .inject(Endpoint.SYSTEM_MESSAGE, new ApiFault.FailWithEffect(status), 1);

        // When
        stage.finish(Commands.genesys("open-" + status).from(null).build());

        // Then
        assertThat(notices(stage.genesys)).hasSize(1);
    }

    @Test
    void a_result_says_nothing_of_a_notice_that_the_platform_refused() throws Exception {
        // Given
        stage.genesys.apiFaults().inject(Endpoint.SYSTEM_MESSAGE, new ApiFault.Fail(403));

        // When
        var result = stage.finish(Commands.genesys("mute").from(null).build());

        // Then
        assertThat(result.reason()).isEqualTo(ReasonCode.INVALID_COMMAND);
        assertThat(result.fallbackText()).isNull();
        assertThat(stage.audit("mute"))
                .extracting(AuditEntry::what, AuditEntry::outcome)
                .contains(tuple("notice.sent", "refused"));
    }

    @Test
    void a_command_gets_its_result_even_if_the_agent_can_not_be_told() throws Exception {
        // Given
        stage.genesys.apiFaults().inject(Endpoint.SYSTEM_MESSAGE, new ApiFault.Fail(503));
        var command = Commands.genesys("unheard").from(null).build();
        stage.command(command);
        awaitProgress(command, "not-sent");

        // When
        stage.clock.advance(AgentNotice.WITHIN);
        stage.awaitHandled();

        // Then
        assertThat(stage.results("unheard"))
                .extracting(OutboundResult::reason, OutboundResult::fallbackText)
                .containsExactly(tuple(ReasonCode.INVALID_COMMAND, null));
    }

    @Test
    void a_media_id_that_would_make_the_result_too_large_is_no_command() throws Exception {
        // When
        var largest = Commands.genesys("largest").with("m".repeat(256), null).build();
        var tooLarge = Commands.genesys("too-large").with("m".repeat(257), null).build();
        stage.command(tooLarge);
        var result = stage.finish(largest);

        // Then
        assertNotSent(result, Outcome.REJECTED, ReasonCode.MEDIA_NOT_FOUND);
        assertThat(stage.results("too-large")).isEmpty();
        assertThat(stage.deadLetters(tooLarge.conversationId())).hasSize(1);
    }

    @Test
    void a_conversation_id_that_would_make_the_result_too_large_is_no_command() throws Exception {
        // When
        stage.raw("at-most", textFor("longest", "c".repeat(512)), stage.clock.instant());
        stage.raw("too-long", textFor("longer", "c".repeat(513)), stage.clock.instant());
        stage.awaitHandled();

        // Then
        assertThat(stage.results("longest"))
                .extracting(OutboundResult::outcome)
                .containsExactly(Outcome.SENT);
        assertThat(stage.results("longer")).isEmpty();
        assertThat(stage.deadLetters("too-long")).hasSize(1);
    }

    private static byte[] textFor(String commandId, String conversationId) {
        return SenderStage.utf8(
                """
                {"commandId": "%s", "tenant": "globex", "conversationId": "%s", "text": "hello"}
                """
                        .formatted(commandId, conversationId));
    }

    @Test
    void what_is_no_command_at_all_goes_to_the_dead_letters() throws Exception {
        // When
        stage.raw("conv-poison", SenderStage.utf8("{\"commandId\": 7}"), stage.clock.instant());
        stage.awaitHandled();

        // Then
        assertThat(stage.deadLetters("conv-poison")).hasSize(1);
    }
}
