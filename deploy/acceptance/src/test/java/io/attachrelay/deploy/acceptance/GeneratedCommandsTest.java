package io.attachrelay.deploy.acceptance;

import static io.attachrelay.deploy.system.SimulatedSystem.ACME;
import static io.attachrelay.deploy.system.SimulatedSystem.GLOBEX;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.attachrelay.deploy.acceptance.CommandScript.Disaster;
import io.attachrelay.deploy.acceptance.CommandScript.Planned;
import io.attachrelay.deploy.system.Closing;
import io.attachrelay.deploy.system.Role;
import io.attachrelay.deploy.testkit.platform.Received;
import io.attachrelay.deploy.testkit.sample.SampleFiles;
import io.attachrelay.model.OutboundCommand;
import io.attachrelay.model.OutboundResult;
import io.attachrelay.model.Outcome;
import io.attachrelay.model.ReasonCode;
import io.attachrelay.sender.OutboundSender;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Generated commands to two senders that are killed, ended and stopped, a third one that comes and
 * goes, and to platforms in trouble: what must hold, holds. The tenant globex holds what is in
 * doubt, acme has it sent again.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ResourceLock(InFourProcesses.LOCK)
@Order(2)
class GeneratedCommandsTest {

    private static final long ALWAYS = 20_261_127;

    /** How long senders wait for an answer that never comes: longer than for one that does. */
    private static final String SILENCE = "2s";

    /** A message in doubt is repeated twice at most. */
    private static final int MOST_COPIES = 3;

    private final Closing closing = new Closing();
    private Stage stage;
    private CompanyService company;
    private List<ServiceProcess> senders;

    static LongStream seeds() {
        return Seeds.from(ALWAYS);
    }

    @BeforeAll
    void start() throws IOException {
        stage =
                closing.add(
                        Stage.set(
                                "generated-commands",
                                world ->
                                        world.set("tenants.acme.on-doubt", "resend")
                                                .set("platform.read-timeout", SILENCE)));
        company = closing.add(new CompanyService(stage.system()));
        closing.add(stage.system().start(Role.GATEWAY, Role.VALIDATOR));
        senders =
                List.of(
                        closing.add(ServiceProcess.sender("sender-0", stage)),
                        closing.add(ServiceProcess.sender("sender-1", stage)),
                        closing.add(ServiceProcess.sender("sender-guest", stage)));
        for (ServiceProcess sender : senders.subList(0, 2)) {
            sender.start();
        }
    }

    @AfterAll
    void end() {
        closing.close();
    }

    @ParameterizedTest(name = "-Dattachrelay.test.seed={0}")
    @MethodSource("seeds")
    void whatever_happens_each_command_ends_once_and_each_conversation_keeps_its_order(long seed)
            throws Exception {
        // Given
        System.out.println("generated commands: -Dattachrelay.test.seed=" + seed);
        CommandScript script = CommandScript.of(seed);
        Map<Planned, OutboundCommand> commands = prepare(script);
        script.faults()
                .forEach((tenant, calls) ->
                        calls.forEach((endpoint, faults) ->
                                faults.forEach(fault ->
                                        stage.platform(tenant)
                                                .apiFaults()
                                                .inject(endpoint, fault, 1))));

        // When
        script.commands().forEach(planned -> company.publish(of(commands, planned)));
        for (Disaster disaster : script.disasters()) {
            await(commands, disaster.results());
            befall(senders.get(disaster.sender()), disaster, commands);
        }
        await(commands, commands.size());
        stage.platform(ACME).heal();
        stage.platform(GLOBEX).heal();

        // Then
        for (var command : commands.entrySet()) {
            assertEndedOnce(command.getKey(), command.getValue());
        }
        assertOrder(commands);
    }

    /** Files are handed over before anything goes wrong. */
    private Map<Planned, OutboundCommand> prepare(CommandScript script) throws Exception {
        Map<Integer, String> conversations = new HashMap<>();
        Map<Integer, String> files = new HashMap<>();
        Map<Planned, OutboundCommand> commands = new HashMap<>();
        for (Planned planned : script.commands()) {
            String conversation =
                    conversations.computeIfAbsent(
                            planned.conversation(), _ -> CompanyService.newConversation());
            if (planned.withFile() && !files.containsKey(planned.conversation())) {
                files.put(
                        planned.conversation(),
                        company.handOver(planned.tenant(), conversation, SampleFiles.pdf()));
            }
            commands.put(
                    planned,
                    CompanyService.command(
                            planned.tenant(),
                            conversation,
                            conversation + " " + planned.place(),
                            planned.withFile() ? files.get(planned.conversation()) : null));
        }
        return commands;
    }

    private void befall(
            ServiceProcess sender, Disaster disaster, Map<Planned, OutboundCommand> commands)
            throws IOException {
        switch (disaster.kind()) {
            case KILL -> {
                sender.kill();
                sender.start();
            }
            case STOP -> {
                sender.stop();
                sender.start();
            }
            case JOIN -> {
                sender.start();
                Stage.await().until(() -> isAtWork(sender));
                awaitMore(commands);
            }
            case LEAVE -> sender.stop();
            case PAUSE -> {
                sender.pause();
                try {
                    awaitMore(commands);
                } finally {
                    sender.resume();
                }
            }
        }
    }

    private void awaitMore(Map<Planned, OutboundCommand> commands) {
        await(commands, Math.min(commands.size(), ended(commands) + 4));
    }

    private boolean isAtWork(ServiceProcess sender) {
        return stage.hasPartitions(OutboundSender.GROUP, sender.name());
    }

    private void await(Map<Planned, OutboundCommand> commands, int results) {
        Stage.await().until(() -> ended(commands) >= results);
    }

    private int ended(Map<Planned, OutboundCommand> commands) {
        return (int) commands.values().stream().filter(c -> !company.results(c).isEmpty()).count();
    }

    private void assertEndedOnce(Planned planned, OutboundCommand command) throws Exception {
        List<byte[]> results = company.results(command);
        assertThat(results).allSatisfy(again -> assertThat(again).isEqualTo(results.getFirst()));
        OutboundResult result = company.result(command);
        List<Received.Message> messages = messages(command);
        int doubts = Objects.requireNonNullElse(result.sendsInDoubt(), 0);
        boolean resent = planned.tenant().equals(ACME);
        assertThat(messages).as(result::toString).hasSizeLessThanOrEqualTo(resent ? 1 + doubts : 1);
        assertThat(messages).as(result::toString).hasSizeLessThanOrEqualTo(MOST_COPIES);
        if (result.outcome() == Outcome.SENT) {
            assertThat(messages).as(result::toString).isNotEmpty();
        } else if (result.reason() != ReasonCode.SEND_IN_DOUBT) {
            assertThat(messages).as(result::toString).isEmpty();
        }
        assertThat(messages)
                .as("its file is never left behind")
                .allMatch(m -> m.attachments().isEmpty() != planned.withFile());
    }

    private List<Received.Message> messages(OutboundCommand command) {
        return stage.platform(command.tenant()).received().messages().stream()
                .filter(m -> Objects.equals(command.text(), m.text()))
                .toList();
    }

    /** A message that is sent again is so before the next one of its conversation. */
    private void assertOrder(Map<Planned, OutboundCommand> commands) {
        var byConversation = commands.keySet().stream().collect(groupingBy(Planned::conversation));
        byConversation.forEach((_, planned) -> {
            String tenant = planned.getFirst().tenant();
            String conversation = of(commands, planned.getFirst()).conversationId();
            assertThat(stage.platform(tenant).received().messages())
                    .extracting(m -> String.valueOf(m.text()))
                    .filteredOn(text -> text.startsWith(conversation + " "))
                    .isSorted();
        });
    }

    private static OutboundCommand of(Map<Planned, OutboundCommand> commands, Planned planned) {
        return Objects.requireNonNull(commands.get(planned));
    }
}
