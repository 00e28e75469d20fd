package io.attachrelay.deploy.acceptance;

import static io.attachrelay.deploy.system.SimulatedSystem.ACME;
import static io.attachrelay.deploy.system.SimulatedSystem.GLOBEX;
import static org.assertj.core.api.Assertions.assertThat;

import io.attachrelay.deploy.testkit.platform.Received;
import io.attachrelay.deploy.testkit.sample.SampleFiles;
import io.attachrelay.model.OutboundCommand;
import io.attachrelay.model.OutboundResult;
import io.attachrelay.model.Outcome;
import io.attachrelay.model.ReasonCode;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Files of the company's services, from the gateway to the customer. */
@ExtendWith(RunningSystems.class)
class ServiceFileTest {

    private final Stage stage;
    private final CompanyService company;
    private final String conversation = CompanyService.newConversation();

    ServiceFileTest(InOneProcess system) {
        this.stage = system.stage();
        this.company = system.company();
    }

    @Test
    void a_file_named_by_a_command_right_away_is_sent() throws Exception {
        // Given
        var file = SampleFiles.pdf().seed(8);
        String mediaId = company.handOver(ACME, conversation, file);
        String text = "Your offer " + UUID.randomUUID();

        // When
        OutboundResult result =
                company.send(CompanyService.command(ACME, conversation, text, mediaId));

        // Then
        assertThat(result.outcome()).isEqualTo(Outcome.SENT);
        assertThat(messages(ACME, text))
                .singleElement()
                .satisfies(m -> {
                    assertThat(m.id()).isEqualTo(result.platformMessageId());
                    assertThat(m.attachments())
                            .extracting(Received.Attachment::id)
                            .containsExactly(result.platformMediaId());
                });
        assertThat(stage.platform(ACME).received().uploads())
                .filteredOn(u -> u.id().equals(result.platformMediaId()))
                .singleElement()
                .extracting(Received.Upload::contentType)
                .isEqualTo(file.mimeType());
    }

    @Test
    void a_command_that_comes_twice_is_sent_once_and_answered_twice_alike() throws Exception {
        // Given
        String mediaId = company.handOver(GLOBEX, conversation, SampleFiles.png().seed(9));
        String text = "Twice " + UUID.randomUUID();
        OutboundCommand command = CompanyService.command(GLOBEX, conversation, text, mediaId);

        // When
        company.publish(command);
        company.publish(command);

        // Then
        Stage.await().until(() -> company.results(command).size() == 2);
        List<byte[]> results = company.results(command);
        assertThat(company.result(command).outcome()).isEqualTo(Outcome.SENT);
        assertThat(results.get(1)).isEqualTo(results.get(0));
        assertThat(messages(GLOBEX, text)).hasSize(1);
    }

    @Test
    void a_file_of_another_tenant_does_not_exist() throws Exception {
        // Given
        String mediaId = company.handOver(ACME, conversation, SampleFiles.png().seed(10));
        OutboundCommand command =
                CompanyService.command(GLOBEX, conversation, "Not yours.", mediaId);

        // When
        OutboundResult result = company.send(command);

        // Then
        assertThat(result.outcome()).isEqualTo(Outcome.REJECTED);
        assertThat(result.reason()).isEqualTo(ReasonCode.MEDIA_NOT_FOUND);
        assertThat(stage.notices(GLOBEX, conversation)).hasSize(1);
        assertThat(messages(GLOBEX, "Not yours.")).isEmpty();
    }

    @Test
    void a_rejected_file_is_never_sent_and_the_agent_is_told() throws Exception {
        // Given
        String mediaId = company.handOver(GLOBEX, conversation, SampleFiles.windowsProgram());
        OutboundCommand command = CompanyService.command(GLOBEX, conversation, "Run me.", mediaId);

        // When
        OutboundResult result = company.send(command);

        // Then
        assertThat(result.outcome()).isEqualTo(Outcome.REJECTED);
        assertThat(result.reason()).isEqualTo(ReasonCode.MEDIA_NOT_ACCEPTED);
        assertThat(stage.notices(GLOBEX, conversation)).containsExactly(result.fallbackText());
        assertThat(messages(GLOBEX, "Run me.")).isEmpty();
    }

    private List<Received.Message> messages(String tenant, String text) {
        return stage.platform(tenant).received().messages().stream()
                .filter(m -> text.equals(m.text()))
                .toList();
    }
}
