package io.attachrelay.deploy.acceptance;

import static io.attachrelay.deploy.system.SimulatedSystem.ACME;
import static io.attachrelay.deploy.system.SimulatedSystem.GLOBEX;
import static org.assertj.core.api.Assertions.assertThat;

import io.attachrelay.deploy.testkit.platform.Received;
import io.attachrelay.deploy.testkit.sample.SampleFile;
import io.attachrelay.deploy.testkit.sample.SampleFiles;
import io.attachrelay.model.OutboundResult;
import io.attachrelay.model.Outcome;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The main job on Kafka and Azure Blob Storage as others run them. */
@Tag("containers")
// The first run on a machine fetches the images.
@Timeout(600)
@ExtendWith(RunningSystems.class)
class WholeSystemInContainersTest {

    private final Stage stage;
    private final CompanyService company;

    WholeSystemInContainersTest(InContainers system) {
        this.stage = system.stage();
        this.company = system.company();
    }

    @ParameterizedTest
    @ValueSource(strings = {ACME, GLOBEX})
    void an_event_becomes_one_object_one_verdict_and_the_flows_attributes(String tenant)
            throws Exception {
        // Given
        ArrivingMessage message = stage.message(tenant, SampleFiles.jpeg().ofSize(1_500_000));

        // When
        List<Integer> statuses = List.of(message.deliver().status(), message.deliver().status());

        // Then
        assertThat(statuses).containsExactly(200, 200);
        Map<String, String> attributes = stage.attributes(message, 1);
        assertThat(attributes)
                .containsEntry("media_kinds", "image")
                .containsEntry("media_types", "image/jpeg")
                .containsEntry("media_total_bytes", "1500000")
                .containsEntry("media_verdict", "accepted");
        assertThat(message.platform().media().downloads(message.media().getFirst())).isOne();
        new Ledger(stage).with(message).assertHolds();
    }

    @ParameterizedTest
    @ValueSource(strings = {ACME, GLOBEX})
    void a_command_ends_with_the_file_at_the_customer_and_a_result(String tenant) throws Exception {
        // Given
        String conversation = CompanyService.newConversation();
        SampleFile file = SampleFiles.pdf().seed(3);
        String mediaId = company.handOver(tenant, conversation, file);
        String text = "Your offer " + UUID.randomUUID();

        // When
        OutboundResult result =
                company.send(CompanyService.command(tenant, conversation, text, mediaId));

        // Then
        assertThat(result.outcome()).isEqualTo(Outcome.SENT);
        assertThat(stage.platform(tenant).received().messages())
                .filteredOn(m -> text.equals(m.text()))
                .singleElement()
                .extracting(Received.Message::id)
                .isEqualTo(result.platformMessageId());
        assertThat(stage.platform(tenant).received().uploads())
                .filteredOn(u -> u.id().equals(result.platformMediaId()))
                .singleElement()
                .satisfies(u -> {
                    assertThat(u.contentType()).isEqualTo(file.mimeType());
                    assertThat(u.sizeBytes()).isEqualTo(file.size());
                });
    }
}
