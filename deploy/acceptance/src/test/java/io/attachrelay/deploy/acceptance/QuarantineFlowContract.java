package io.attachrelay.deploy.acceptance;

import static io.attachrelay.deploy.system.SimulatedSystem.ACME;
import static io.attachrelay.deploy.system.SimulatedSystem.GLOBEX;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.attachrelay.deploy.system.Closing;
import io.attachrelay.deploy.testkit.sample.SampleFile;
import io.attachrelay.deploy.testkit.sample.SampleFiles;
import io.attachrelay.media.link.LinkSigner;
import io.attachrelay.media.store.ObjectKey;
import io.attachrelay.media.store.Quarantine.Place;
import io.attachrelay.model.AuditEntry;
import io.attachrelay.model.Custody;
import io.attachrelay.model.Json;
import io.attachrelay.model.JudgedAttachment;
import io.attachrelay.model.OutboundResult;
import io.attachrelay.model.Outcome;
import io.attachrelay.model.ReasonCode;
import io.attachrelay.settings.StoreSettings;
import io.attachrelay.topic.Topic;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A file's way through quarantine, with an operator at the command line. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class QuarantineFlowContract {

    private final Closing closing = new Closing();
    private final HttpClient http = closing.add(HttpClient.newHttpClient());
    private Stage stage;
    private CompanyService company;

    /** A stage whose services run; what is opened for it is closed by {@code afterwards}. */
    abstract Stage stage(Closing afterwards) throws IOException;

    @BeforeAll
    void start() throws IOException {
        stage = stage(closing);
        company = closing.add(new CompanyService(stage.system()));
    }

    @AfterAll
    void stop() {
        closing.close();
    }

    @Test
    void what_is_in_quarantine_is_out_of_reach_and_fetched_no_more() throws Exception {
        // Given
        SampleFile program = SampleFiles.windowsProgram().seed(1);
        ArrivingMessage message = quarantined(ACME, program);

        // When
        int again = message.deliver().status();
        CommandRun link = CommandRun.of(stage, "link", ACME, message.mediaId().value());
        OutboundResult sent =
                company.send(
                        CompanyService.command(
                                ACME, message.conversation(), "Run", message.mediaId().value()));

        // Then
        assertThat(again).isEqualTo(200);
        assertThat(place(message)).isEqualTo(Place.QUARANTINE);
        assertThat(message.platform().media().downloads(message.media().getFirst())).isOne();
        assertThat(link.exitCode()).isOne();
        assertThat(served(message).statusCode()).isEqualTo(404);
        assertThat(sent.outcome()).isEqualTo(Outcome.REJECTED);
        assertThat(sent.reason()).isEqualTo(ReasonCode.MEDIA_NOT_ACCEPTED);
        assertThat(listed(message).path("sha256").asText())
                .isEqualTo(stage.store().find(key(message)).orElseThrow().sha256().hex());
        assertThat(audited(message, "media.quarantined")).hasSize(1);
        assertThat(change("show", message).exitCode()).isZero();
        assertThat(audited(message, "quarantine.shown")).hasSize(1);
    }

    @Test
    void a_release_goes_through_the_rest_of_the_flow_and_holds_for_the_same_bytes()
            throws Exception {
        // Given
        SampleFile program = SampleFiles.windowsProgram().seed(2);
        ArrivingMessage message = quarantined(GLOBEX, program);

        // When
        JsonNode released = decide("release", message, "--operator", "ada");

        // Then
        assertThat(released.path("verdict").asText()).isEqualTo("accepted");
        assertThat(released.path("bytes").asText()).isEqualTo("store");
        Stage.await()
                .until(() ->
                        Stage.attributesOf(message).stream()
                                .anyMatch(a -> a.get("media_verdict").equals("accepted")));
        assertThat(served(message).body()).isEqualTo(program.bytes());
        OutboundResult sent =
                company.send(
                        CompanyService.command(
                                GLOBEX, message.conversation(), "It", message.mediaId().value()));
        assertThat(sent.reason()).isNotEqualTo(ReasonCode.MEDIA_NOT_ACCEPTED);
        assertThat(audited(message, "quarantine.released"))
                .extracting(AuditEntry::who)
                .containsExactly("operator:ada");
        assertThat(stage.notices(GLOBEX, message.target())).hasSize(1);
        assertThat(judged(arrived(GLOBEX, program)).custody()).isEqualTo(Custody.RELEASED);
    }

    @Test
    void a_release_that_is_repeated_changes_nothing() throws Exception {
        // Given
        ArrivingMessage message = quarantined(ACME, SampleFiles.windowsProgram().seed(3));
        JsonNode first = decide("release", message);

        // When
        JsonNode second = decide("release", message);

        // Then
        assertThat(second).isEqualTo(first);
        assertThat(audited(message, "quarantine.released"))
                .extracting(AuditEntry::id)
                .hasSize(2)
                .containsOnly(audited(message, "quarantine.released").getFirst().id());
        CommandRun delete = change("delete", message);
        assertThat(delete.exitCode()).isOne();
        assertThat(delete.errors()).contains("is not in quarantine");
        assertThat(place(message)).isEqualTo(Place.STORE);
    }

    @Test
    void what_is_deleted_is_gone_and_the_same_bytes_are_quarantined_at_once() throws Exception {
        // Given
        SampleFile program = SampleFiles.windowsProgram().seed(4);
        ArrivingMessage message = quarantined(ACME, program);

        // When
        JsonNode deleted = decide("delete", message);

        // Then
        assertThat(deleted.path("bytes").asText()).isEqualTo("deleted");
        assertThat(deleted.path("verdict").asText()).isEqualTo("rejected");
        assertThat(StoredPaths.under(".quarantine/" + folder(message), settings()))
                .noneMatch(path -> path.endsWith(message.mediaId().value()));
        CommandRun release = change("release", message);
        assertThat(release.exitCode()).isOne();
        assertThat(release.errors()).contains("its bytes were deleted");
        assertThat(audited(message, "quarantine.deleted")).hasSize(1);
        ArrivingMessage again = quarantined(ACME, program);
        assertThat(place(again)).isEqualTo(Place.QUARANTINE);
    }

    @Test
    void what_never_was_there_is_told_so() throws Exception {
        // Given
        ArrivingMessage accepted = arrived(ACME, SampleFiles.png().seed(5));
        stage.verdict(accepted);

        // When
        CommandRun wrong = CommandRun.of(stage, "quarantine", "show", ACME, "no-media-id");
        CommandRun used = change("show", accepted);

        // Then
        assertThat(wrong.exitCode()).isEqualTo(2);
        assertThat(used.exitCode()).isOne();
        assertThat(used.errors()).contains("is not in quarantine");
    }

    private ArrivingMessage arrived(String tenant, SampleFile file) {
        ArrivingMessage message = stage.message(tenant, file);
        assertThat(message.deliver().status()).isEqualTo(200);
        return message;
    }

    private ArrivingMessage quarantined(String tenant, SampleFile file) throws Exception {
        ArrivingMessage message = arrived(tenant, file);
        assertThat(judged(message).custody()).isEqualTo(Custody.QUARANTINE);
        stage.awaitNotice(tenant, message.target());
        return message;
    }

    private JudgedAttachment judged(ArrivingMessage message) throws InterruptedException {
        return stage.verdict(message).value().attachments().getFirst();
    }

    private ObjectKey key(ArrivingMessage message) {
        return message.objectKey(message.media().getFirst());
    }

    private Place place(ArrivingMessage message) {
        return stage.store().quarantine().placeOf(key(message));
    }

    private static String folder(ArrivingMessage message) {
        return message.tenant() + "/" + message.mediaId().conversationPart() + "/";
    }

    private StoreSettings settings() {
        return stage.system().settings().store();
    }

    private JsonNode listed(ArrivingMessage message) throws Exception {
        CommandRun run =
                CommandRun.of(stage, "quarantine", "list", "--tenant", message.tenant(), "--json");
        return Json.mapper()
                .readTree(run.output())
                .valueStream()
                .filter(f -> f.path("mediaId").asText().equals(message.mediaId().value()))
                .findFirst()
                .orElseThrow(() -> new AssertionError(run.output() + run.errors()));
    }

    private JsonNode decide(String what, ArrivingMessage message, String... more) throws Exception {
        CommandRun run = change(what, message, more);
        assertThat(run.exitCode()).describedAs(run.errors()).isZero();
        return Json.mapper().readTree(run.output());
    }

    private CommandRun change(String what, ArrivingMessage message, String... more)
            throws Exception {
        List<String> line =
                new ArrayList<>(
                        List.of(what, message.tenant(), message.mediaId().value(), "--json"));
        line.addAll(List.of(more));
        return CommandRun.of(stage, "quarantine", line.toArray(String[]::new));
    }

    private List<AuditEntry> audited(ArrivingMessage message, String what) throws Exception {
        Topic<AuditEntry> audit = stage.system().topics().audit();
        return stage.records(audit, message.conversation()).stream()
                .map(r -> audit.codec().decode(r.value()))
                .filter(entry -> entry.what().equals(what))
                .toList();
    }

    private HttpResponse<byte[]> served(ArrivingMessage message) throws Exception {
        var secret = stage.system().settings().links().secret().orElseThrow();
        String token =
                new LinkSigner(secret, Clock.systemUTC())
                        .sign(key(message), Instant.now().plusSeconds(600));
        URI url = stage.system().gatewayUrl().resolve("/m/" + token);
        return http.send(
                HttpRequest.newBuilder(url).build(), HttpResponse.BodyHandlers.ofByteArray());
    }
}
