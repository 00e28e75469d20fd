package io.attachrelay.deploy.acceptance;

import static io.attachrelay.deploy.system.SimulatedSystem.ACME;
import static io.attachrelay.deploy.system.SimulatedSystem.GLOBEX;
import static org.assertj.core.api.Assertions.assertThat;

import io.attachrelay.deploy.testkit.sample.SampleFile;
import io.attachrelay.deploy.testkit.sample.SampleFiles;
import io.attachrelay.media.link.LinkSigner;
import io.attachrelay.media.store.ObjectKey;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Temporary links, from the command that signs one to the bytes that it serves. */
@ExtendWith(RunningSystems.class)
class LinkTest {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Stage stage;

    LinkTest(InOneProcess system) {
        this.stage = system.stage();
    }

    @AfterAll
    static void close() {
        HTTP.close();
    }

    @Test
    void a_link_serves_an_accepted_file_whole_and_in_ranges() throws Exception {
        // Given
        SampleFile file = SampleFiles.pdf().seed(11).ofSize(5_000);
        ArrivingMessage message = judged(GLOBEX, file);

        // When
        URI url = printedLink(message);

        // Then
        var whole = get(url, "Accept", "*/*");
        assertThat(whole.statusCode()).isEqualTo(200);
        assertThat(whole.body()).isEqualTo(file.bytes());
        assertThat(header(whole, "Content-Type")).isEqualTo("application/pdf");
        assertThat(header(whole, "Content-Disposition"))
                .startsWith("attachment;")
                .contains(file.name());
        assertThat(header(whole, "X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(header(whole, "Content-Security-Policy")).contains("sandbox");
        var part = get(url, "Range", "bytes=1000-1999");
        assertThat(part.statusCode()).isEqualTo(206);
        assertThat(header(part, "Content-Range")).isEqualTo("bytes 1000-1999/5000");
        assertThat(part.body()).isEqualTo(Arrays.copyOfRange(file.bytes(), 1000, 2000));
        var head = send(HttpRequest.newBuilder(url).HEAD());
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(header(head, "Content-Length")).isEqualTo("5000");
        assertThat(head.body()).isEmpty();
    }

    @Test
    void an_expired_link_serves_nothing() throws Exception {
        // Given
        ArrivingMessage message = judged(ACME, SampleFiles.png());
        String token = sign(message, ACME, Instant.now().minusSeconds(1));

        // When
        var answer = get(url(token), "Accept", "*/*");

        // Then
        assertThat(answer.statusCode()).isEqualTo(410);
        assertThat(new String(answer.body())).contains("\"link-expired\"");
    }

    @Test
    void a_forged_link_serves_nothing() throws Exception {
        // Given a token whose expiry was put off
        ArrivingMessage message = judged(ACME, SampleFiles.png());
        String[] parts = sign(message, ACME, Instant.now().plusSeconds(60)).split("\\.");
        parts[2] = Long.toString(Long.parseLong(parts[2]) + 86_400);

        // When
        var answer = get(url(String.join(".", parts)), "Accept", "*/*");

        // Then
        assertThat(answer.statusCode()).isEqualTo(404);
    }

    @Test
    void a_rejected_file_gets_no_link_and_is_served_by_none() throws Exception {
        // Given
        ArrivingMessage message = judged(GLOBEX, SampleFiles.windowsProgram());
        String token = sign(message, GLOBEX, Instant.now().plusSeconds(60));

        // When
        CommandRun run = link(GLOBEX, message);
        var answer = get(url(token), "Accept", "*/*");

        // Then
        assertThat(run.exitCode()).isOne();
        assertThat(run.errors()).contains("not accepted");
        assertThat(run.output()).isEmpty();
        assertThat(answer.statusCode()).isEqualTo(404);
    }

    @Test
    void a_file_of_another_tenant_gets_no_link_and_is_served_by_none() throws Exception {
        // Given
        ArrivingMessage message = judged(ACME, SampleFiles.png());
        String token = sign(message, GLOBEX, Instant.now().plusSeconds(60));

        // When
        CommandRun run = link(GLOBEX, message);
        var answer = get(url(token), "Accept", "*/*");

        // Then
        assertThat(run.exitCode()).isOne();
        assertThat(run.errors()).contains("no such file");
        assertThat(answer.statusCode()).isEqualTo(404);
    }

    private ArrivingMessage judged(String tenant, SampleFile file) throws InterruptedException {
        ArrivingMessage message = stage.message(tenant, file);
        message.deliver();
        stage.verdict(message);
        return message;
    }

    private CommandRun link(String tenant, ArrivingMessage message) throws Exception {
        return CommandRun.of(stage, "link", tenant, message.mediaId().value());
    }

    private URI printedLink(ArrivingMessage message) throws Exception {
        CommandRun run = link(message.tenant(), message);
        assertThat(run.exitCode()).describedAs(run.errors()).isZero();
        return URI.create(run.output().strip());
    }

    private String sign(ArrivingMessage message, String tenant, Instant expiresAt) {
        var secret = stage.system().settings().links().secret().orElseThrow();
        return new LinkSigner(secret, Clock.systemUTC())
                .sign(new ObjectKey(tenant, message.mediaId()), expiresAt);
    }

    private URI url(String token) {
        return stage.system().gatewayUrl().resolve("/m/" + token);
    }

    private static HttpResponse<byte[]> get(URI url, String header, String value)
            throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(url).header(header, value));
    }

    private static HttpResponse<byte[]> send(HttpRequest.Builder request)
            throws IOException, InterruptedException {
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private static String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }
}
