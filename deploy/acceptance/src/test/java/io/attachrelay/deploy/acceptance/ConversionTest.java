package io.attachrelay.deploy.acceptance;

import static io.attachrelay.deploy.system.SimulatedSystem.GLOBEX;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.attachrelay.deploy.acceptance.ConvertingSender.Stop;
import io.attachrelay.deploy.system.AttachRelay;
import io.attachrelay.deploy.system.Role;
import io.attachrelay.deploy.testkit.ChildProcess;
import io.attachrelay.deploy.testkit.platform.Received;
import io.attachrelay.deploy.testkit.sample.SampleFile;
import io.attachrelay.deploy.testkit.sample.SampleFiles;
import io.attachrelay.model.Origin;
import io.attachrelay.model.OutboundCommand;
import io.attachrelay.model.OutboundResult;
import io.attachrelay.model.Outcome;
import io.attachrelay.model.StoredEvent;
import io.attachrelay.model.Verdict;
import io.attachrelay.topic.Topic;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A file is converted by a sender that may be killed, and judged by the real validator. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Order(4)
class ConversionTest {

    private static final String OUTSIDE = "https://relay.example.com";

    private Stage stage;
    private AttachRelay others;
    private CompanyService company;

    @BeforeAll
    void start() throws IOException {
        stage = Stage.set("conversion", world -> world.set("gateway.public-url", OUTSIDE));
        others = stage.system().start(Role.GATEWAY, Role.VALIDATOR);
        company = new CompanyService(stage.system());
    }

    @AfterAll
    void stop() {
        company.close();
        others.close();
        stage.close();
    }

    @Test
    void a_text_on_whatsapp_arrives_as_a_pdf_that_the_validator_accepted() throws Exception {
        // Given
        OutboundCommand command = onWhatsApp("Our terms.");

        // When
        OutboundResult result;
        try (var _ = sender(Stop.NOWHERE)) {
            result = company.send(command);
        }

        // Then
        assertSentOnce(command, result);
        assertThat(
                        stage.verdicts()
                                .where(v ->
                                        v.message().origin() == Origin.CONVERSION
                                                && v.message()
                                                        .conversationId()
                                                        .equals(command.conversationId())))
                .singleElement()
                .satisfies(seen ->
                        assertThat(seen.value().attachments().getFirst().verdict())
                                .isInstanceOfSatisfying(
                                        Verdict.Accepted.class,
                                        v ->
                                                assertThat(v.detectedType())
                                                        .isEqualTo("application/pdf")));
    }

    @ParameterizedTest
    @EnumSource(names = {"CONVERTING", "STORED"})
    void a_sender_that_is_killed_on_the_way_loses_and_repeats_nothing(Stop stop) throws Exception {
        // Given
        OutboundCommand command = onWhatsApp("Killed while " + stop);
        try (var doomed = sender(stop)) {
            company.publish(command);
            Stage.await().until(doomed::hasStopped);
            doomed.kill();
        }

        // When
        OutboundResult result;
        try (var _ = sender(Stop.NOWHERE)) {
            result = company.result(command);
        }

        // Then
        assertSentOnce(command, result);
    }

    @Test
    void a_picture_on_a_channel_of_text_goes_as_a_link_that_serves_it() throws Exception {
        // Given
        OutboundCommand command = on("sms", SampleFiles.jpeg(), "Your receipt.");

        // When
        OutboundResult result;
        try (var _ = stage.system().start(Role.SENDER)) {
            result = company.send(command);
        }

        // Then
        assertThat(result.conversion()).isEqualTo("text/uri-list");
        String text = messages(command).getFirst().text();
        assertThat(text).contains(OUTSIDE + "/m/");
        assertThat(served(text.substring(text.indexOf(OUTSIDE) + OUTSIDE.length())))
                .isEqualTo(SampleFiles.jpeg().bytes());
    }

    static Stream<Arguments> filesOfAService() {
        return Stream.of(
                arguments(SampleFiles.docx(), "application/pdf", ".pdf"),
                arguments(SampleFiles.wav(), "audio/ogg", ".ogg"));
    }

    /** By the rows that come with the product, with what is installed on this machine. */
    @ParameterizedTest
    @MethodSource("filesOfAService")
    void a_file_that_whatsapp_does_not_show_arrives_as_one_that_it_does(
            SampleFile file, String type, String extension) throws Exception {
        // Given
        OutboundCommand command = on("whatsapp", file, "Our offer.");

        // When
        OutboundResult result;
        try (var _ = stage.system().start(Role.SENDER)) {
            result = company.send(command);
        }

        // Then
        assertThat(result.outcome()).as(result.detail()).isEqualTo(Outcome.SENT);
        assertThat(result.conversion()).isEqualTo(type);
        assertThat(stage.system().cxone().received().uploads())
                .filteredOn(upload -> upload.id().equals(result.platformMediaId()))
                .singleElement()
                .satisfies(upload -> {
                    assertThat(upload.contentType()).isEqualTo(type);
                    assertThat(upload.fileName()).endsWith(extension);
                });
    }

    private byte[] served(String path) throws IOException, InterruptedException {
        try (var http = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(stage.system().gatewayUrl().resolve(path)).build();
            return http.send(request, HttpResponse.BodyHandlers.ofByteArray()).body();
        }
    }

    private List<Received.Message> messages(OutboundCommand command) {
        return stage.system().cxone().received().messages().stream()
                .filter(message -> message.target().equals(command.conversationId()))
                .toList();
    }

    private void assertSentOnce(OutboundCommand command, OutboundResult result) throws Exception {
        assertThat(result.outcome()).isEqualTo(Outcome.SENT);
        assertThat(result.conversion()).isEqualTo("application/pdf");
        assertThat(messages(command))
                .singleElement()
                .extracting(Received.Message::attachments)
                .satisfies(files -> assertThat(files).hasSize(1));
        assertThat(company.results(command)).hasSize(1);
        assertThat(conversions(stage.system().topics().fresh(), command)).hasSize(1);
        assertThat(conversions(stage.system().topics().stored(), command))
                .extracting(StoredEvent::dedupKey)
                .containsOnly(
                        conversions(stage.system().topics().fresh(), command)
                                .getFirst()
                                .dedupKey());
    }

    private List<StoredEvent> conversions(Topic<StoredEvent> topic, OutboundCommand command)
            throws InterruptedException {
        return stage.records(topic, command.conversationId()).stream()
                .map(record -> topic.codec().decode(record.value()))
                .filter(event -> event.message().origin() == Origin.CONVERSION)
                .toList();
    }

    private OutboundCommand onWhatsApp(String text) throws IOException, InterruptedException {
        return on("whatsapp", SampleFiles.text(), text);
    }

    /** A file of a conversation of its own, to be sent there. */
    private OutboundCommand on(String channel, SampleFile file, String text)
            throws IOException, InterruptedException {
        String conversation = CompanyService.newConversation();
        String mediaId = company.handOver(GLOBEX, conversation, file);
        OutboundCommand command = CompanyService.command(GLOBEX, conversation, text, mediaId);
        return new OutboundCommand(
                command.commandId(),
                GLOBEX,
                conversation,
                channel,
                command.to(),
                command.from(),
                text,
                command.attachment(),
                null,
                null);
    }

    private Running sender(Stop stop) throws IOException {
        Path reached = Files.createTempFile(stage.folder(), "reached-", "");
        Files.delete(reached);
        var line =
                JavaCommand.of(
                        ConvertingSender.class,
                        List.of(),
                        List.of(
                                stage.system().settingsFile().toString(),
                                stop.name(),
                                reached.toString()));
        Path log = stage.folder().resolve("sender-" + reached.getFileName() + ".log");
        return new Running(ChildProcess.start(line, Map.of(), log), reached);
    }

    /** A sender that runs. */
    private record Running(ChildProcess child, Path reached) implements AutoCloseable {

        boolean hasStopped() {
            if (!child.isAlive()) {
                throw new AssertionError("the sender ended by itself; " + child.quoteLog());
            }
            return Files.exists(reached);
        }

        void kill() {
            child.kill();
        }

        @Override
        public void close() {
            if (child.isAlive()) {
                child.kill();
            }
        }
    }
}
