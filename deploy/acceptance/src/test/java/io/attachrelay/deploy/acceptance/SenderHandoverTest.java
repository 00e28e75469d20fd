package io.attachrelay.deploy.acceptance;

import static io.attachrelay.deploy.system.SimulatedSystem.ACME;
import static io.attachrelay.deploy.system.SimulatedSystem.GLOBEX;
import static org.assertj.core.api.Assertions.assertThat;

import io.attachrelay.deploy.system.Closing;
import io.attachrelay.deploy.system.Role;
import io.attachrelay.deploy.testkit.platform.ApiFault;
import io.attachrelay.deploy.testkit.platform.Endpoint;
import io.attachrelay.deploy.testkit.platform.Received;
import io.attachrelay.deploy.testkit.platform.ReceivedLog;
import io.attachrelay.deploy.testkit.sample.SampleFiles;
import io.attachrelay.media.store.SidecarKey;
import io.attachrelay.model.OutboundCommand;
import io.attachrelay.model.OutboundResult;
import io.attachrelay.model.Outcome;
import io.attachrelay.model.ReasonCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * Senders that are killed, or stand still and wake up, between two steps of a command, while
 * another takes over. The tenant globex holds what is in doubt, acme has it sent again.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Isolated("a process has to stop within a call of 3 s")
class SenderHandoverTest {

    /** Time enough to stop a process in the middle of a call. */
    private static final ApiFault SLOW = new ApiFault.Delay(3_000);

    /** Longer than the slow call; what a sender left in mid send is over after nine times this. */
    private static final String SILENCE = "4s";

    private final Closing closing = new Closing();
    private Stage stage;
    private CompanyService company;
    private ServiceProcess first;
    private ServiceProcess second;
    private ServiceProcess patient;

    @BeforeAll
    void set() throws IOException {
        stage =
                closing.add(
                        Stage.set(
                                "sender-handover",
                                world ->
                                        world.set("tenants.acme.on-doubt", "resend")
                                                .set("platform.read-timeout", SILENCE)));
        company = closing.add(new CompanyService(stage.system()));
        closing.add(stage.system().start(Role.GATEWAY, Role.VALIDATOR));
        first = closing.add(ServiceProcess.sender("sender-first", stage));
        second = closing.add(ServiceProcess.sender("sender-second", stage));
        patient =
                closing.add(
                        ServiceProcess.sender(
                                "sender-patient",
                                stage,
                                Map.of("ATTACHRELAY_PLATFORM_READ_TIMEOUT", "20s")));
    }

    @AfterEach
    void stop_senders() {
        for (ServiceProcess sender : List.of(first, second, patient)) {
            if (sender.isAlive()) {
                sender.stop();
            }
        }
        stage.system().genesys().heal();
        stage.system().cxone().heal();
    }

    @AfterAll
    void end() {
        closing.close();
    }

    @Test
    void a_send_of_a_sender_that_stands_still_is_in_doubt_and_not_repeated() throws Exception {
        // Given
        OutboundCommand command = text(GLOBEX, "held");

        // When
        OutboundResult result = takenOverInMidSend(command);

        // Then
        assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(result.reason()).isEqualTo(ReasonCode.SEND_IN_DOUBT);
        assertThat(result.sendsInDoubt()).isOne();
        assertThat(sent(command)).isEqualTo(1);
        assertOneResult(command);
    }

    @Test
    void a_send_of_a_sender_that_stands_still_is_repeated_where_the_tenant_wants_it()
            throws Exception {
        // Given
        OutboundCommand command = text(ACME, "sent again");

        // When
        OutboundResult result = takenOverInMidSend(command);

        // Then
        assertThat(result.outcome()).isEqualTo(Outcome.SENT);
        assertThat(result.sendsInDoubt()).isOne();
        assertThat(sent(command)).isEqualTo(2);
        assertOneResult(command);
    }

    @Test
    void an_upload_of_a_sender_that_stands_still_is_made_again_and_the_message_sent_once()
            throws Exception {
        // Given
        OutboundCommand command = withFile(GLOBEX, "uploaded twice");
        faults(command, Endpoint.UPLOAD, SLOW);
        first.start();
        company.publish(command);
        await(command, r -> !r.uploads().isEmpty());

        // When
        OutboundResult result = takeOver(command);

        // Then
        assertThat(result.outcome()).isEqualTo(Outcome.SENT);
        assertThat(result.timings().uploadedAt()).isNotNull();
        assertThat(sent(command)).isEqualTo(1);
        assertOneResult(command);
    }

    @Test
    void a_sender_killed_between_upload_and_send_uploads_nothing_again() throws Exception {
        // Given a sender that waits for a minute between its upload and its second try to send
        OutboundCommand command = withFile(ACME, "uploaded once");
        faults(command, Endpoint.SEND, new ApiFault.Fail(429, 60));
        first.start();
        company.publish(command);
        Stage.await().until(() -> journalHolds(command, "failingSince"));

        // When
        first.kill();
        stage.platform(ACME).heal();
        first.start();

        // Then
        OutboundResult result = company.result(command);
        assertThat(result.outcome()).isEqualTo(Outcome.SENT);
        assertThat(result.sendsInDoubt()).isNull();
        assertThat(sent(command)).isEqualTo(1);
        assertThat(stage.platform(ACME).received().uploads())
                .extracting(Received.Upload::id)
                .containsExactly(result.platformMediaId());
    }

    @Test
    void a_sender_killed_between_send_and_report_reports_the_same_send() throws Exception {
        // Given
        OutboundCommand command = text(GLOBEX, "reported later");
        faults(command, Endpoint.SEND, SLOW);
        first.start();
        company.publish(command);
        await(command, r -> sent(command) == 1);
        try (var _ = new PausedProcess(stage.system().broker().pid())) {
            Stage.await().until(() -> journalHolds(command, "finished"));

            // When
            first.kill();
        }
        stage.platform(GLOBEX).heal();
        second.start();

        // Then
        OutboundResult result = company.result(command);
        assertThat(result.outcome()).isEqualTo(Outcome.SENT);
        assertThat(sent(command)).isEqualTo(1);
        assertOneResult(command);
    }

    @Test
    void a_sender_that_is_ended_in_mid_send_waits_for_the_answer() throws Exception {
        // Given a platform that takes longer than a call has in a close without grace
        OutboundCommand command = text(GLOBEX, "ended in mid send");
        faults(command, Endpoint.SEND, new ApiFault.Delay(7_000));
        patient.start();
        company.publish(command);
        await(command, _ -> sent(command) == 1);

        // When
        patient.stop();
        second.start();

        // Then
        OutboundResult result = company.result(command);
        assertThat(result.outcome()).isEqualTo(Outcome.SENT);
        assertThat(result.sendsInDoubt()).isNull();
        assertThat(sent(command)).isEqualTo(1);
        assertOneResult(command);
    }

    private OutboundResult takenOverInMidSend(OutboundCommand command) throws Exception {
        faults(command, Endpoint.SEND, SLOW);
        first.start();
        company.publish(command);
        await(command, _ -> sent(command) == 1);
        return takeOver(command);
    }

    /**
     * The first stands still, the second ends its command, and the first wakes up. It comes with
     * its answer before the broker, which stands still as well then, can tell it that it was given
     * up.
     */
    private OutboundResult takeOver(OutboundCommand command) throws Exception {
        first.pause();
        stage.platform(command.tenant()).heal();
        second.start();
        OutboundResult result = company.result(command);
        long before = foundChanged(first);
        try (var _ = new PausedProcess(stage.system().broker().pid())) {
            first.resume();
            Stage.await().until(() -> foundChanged(first) > before);
        }
        return result;
    }

    private void faults(OutboundCommand command, Endpoint endpoint, ApiFault fault) {
        stage.platform(command.tenant()).apiFaults().inject(endpoint, fault);
    }

    private void await(OutboundCommand command, Predicate<ReceivedLog> seen)
            throws InterruptedException {
        stage.platform(command.tenant()).received().await(seen, Stage.PATIENCE);
    }

    private static OutboundCommand text(String tenant, String text) {
        return CompanyService.command(tenant, CompanyService.newConversation(), text, null);
    }

    private OutboundCommand withFile(String tenant, String text) throws Exception {
        String conversation = CompanyService.newConversation();
        String mediaId = company.handOver(tenant, conversation, SampleFiles.pdf());
        return CompanyService.command(tenant, conversation, text, mediaId);
    }

    private long sent(OutboundCommand command) {
        return stage.platform(command.tenant()).received().messages().stream()
                .filter(m -> command.text().equals(m.text()))
                .count();
    }

    private boolean journalHolds(OutboundCommand command, String word) {
        return stage.store()
                .read(SidecarKey.hashed(command.tenant(), "commands", command.commandId()))
                .filter(s -> new String(s.content(), StandardCharsets.UTF_8).contains(word))
                .isPresent();
    }

    /** How often it came with an answer for a command that another had taken over. */
    private static long foundChanged(ServiceProcess sender) throws IOException {
        return sender.logLines().stream()
                .filter(line -> line.contains("the journal was changed"))
                .count();
    }

    private void assertOneResult(OutboundCommand command) {
        List<byte[]> results = company.results(command);
        assertThat(results)
                .isNotEmpty()
                .allSatisfy(again -> assertThat(again).isEqualTo(results.getFirst()));
    }
}
