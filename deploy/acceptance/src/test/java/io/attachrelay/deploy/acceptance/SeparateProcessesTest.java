package io.attachrelay.deploy.acceptance;

import static io.attachrelay.deploy.system.SimulatedSystem.ACME;
import static io.attachrelay.deploy.system.SimulatedSystem.GLOBEX;
import static org.assertj.core.api.Assertions.assertThat;

import io.attachrelay.deploy.system.Role;
import io.attachrelay.deploy.testkit.sample.SampleFiles;
import io.attachrelay.model.OutboundCommand;
import io.attachrelay.model.OutboundResult;
import io.attachrelay.model.Outcome;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Gateway, validator, router and sender as processes that share only a broker and a store. */
@ExtendWith(RunningSystems.class)
@ResourceLock(InFourProcesses.LOCK)
@Order(2)
class SeparateProcessesTest {

    private final InFourProcesses system;
    private final Stage stage;
    private final CompanyService company;

    SeparateProcessesTest(InFourProcesses system) {
        this.system = system;
        this.stage = system.stage();
        this.company = system.company();
    }

    @BeforeEach
    void run_all() throws IOException {
        system.allRunning();
    }

    @Test
    void an_event_goes_through_all_processes_to_the_flow_engine() throws Exception {
        // Given
        ArrivingMessage message = stage.message(ACME, SampleFiles.pdf());

        // When
        int status = message.deliver().status();

        // Then
        assertThat(status).isEqualTo(200);
        assertThat(stage.attributes(message, 1)).containsEntry("media_verdict", "accepted");
        new Ledger(stage).with(message).assertHolds();
    }

    @Test
    void a_command_waits_for_the_verdict_of_its_file_and_is_then_sent() throws Exception {
        // Given a file that nobody can judge now
        String conversation = CompanyService.newConversation();
        OutboundCommand waiting;
        boolean sentTooEarly;
        system.service(Role.VALIDATOR).pause();
        try {
            String mediaId = company.handOver(GLOBEX, conversation, SampleFiles.pdf());
            waiting = CompanyService.command(GLOBEX, conversation, "Your offer.", mediaId);

            // When
            company.publish(waiting);
            // Another conversation's command overtakes it: so the sender is at work.
            company.send(
                    CompanyService.command(
                            GLOBEX, CompanyService.newConversation(), "Good morning.", null));
            sentTooEarly = !company.results(waiting).isEmpty();
        } finally {
            system.service(Role.VALIDATOR).resume();
        }

        // Then
        OutboundResult result = company.result(waiting);
        assertThat(sentTooEarly).isFalse();
        assertThat(result.outcome()).isEqualTo(Outcome.SENT);
    }

    @Test
    void every_service_ends_when_it_is_told_to() {
        // When
        Map<Role, Integer> exitCodes = new EnumMap<>(Role.class);
        for (Role role : Role.values()) {
            exitCodes.put(role, system.service(role).stop());
        }

        // Then 143 is the signal's own, and 137 would mean that it had to be killed
        assertThat(exitCodes.values()).allSatisfy(code -> assertThat(code).isIn(0, 143));
    }

    @Test
    void a_service_that_was_ended_and_started_goes_on_where_it_stopped() throws Exception {
        // Given an event that arrives while the router is away
        ArrivingMessage message = stage.message(ACME, SampleFiles.jpeg());
        system.service(Role.ROUTER).stop();
        int status = message.deliver().status();
        stage.verdict(message);

        // When
        system.service(Role.ROUTER).start();

        // Then
        Map<String, String> attributes = stage.attributes(message, 1);
        assertThat(status).isEqualTo(200);
        assertThat(attributes).containsEntry("media_types", "image/jpeg");
        assertThat(Stage.attributesOf(message)).hasSize(1);
    }
}
