package io.attachrelay.deploy.acceptance;

import static io.attachrelay.deploy.system.SimulatedSystem.ACME;
import static io.attachrelay.deploy.system.SimulatedSystem.GLOBEX;
import static org.assertj.core.api.Assertions.assertThat;

import io.attachrelay.deploy.system.Role;
import io.attachrelay.deploy.testkit.platform.ApiFault;
import io.attachrelay.deploy.testkit.platform.DeliveryAttempt;
import io.attachrelay.deploy.testkit.platform.Endpoint;
import io.attachrelay.deploy.testkit.platform.MediaFault;
import io.attachrelay.deploy.testkit.platform.PlatformSimulator;
import io.attachrelay.deploy.testkit.sample.SampleFiles;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Promise 3: no platform URL, token or secret stands where others read. */
@ExtendWith(RunningSystems.class)
@ResourceLock(InFourProcesses.LOCK)
@Order(2)
class SecretsTest {

    private final InFourProcesses system;
    private final Stage stage;

    SecretsTest(InFourProcesses system) {
        this.system = system;
        this.stage = system.stage();
    }

    @BeforeEach
    void run_all() throws IOException {
        system.allRunning();
    }

    @Test
    void no_url_token_or_secret_stands_on_a_topic_in_a_log_or_in_an_answer() throws Exception {
        // Given
        Pattern secret = Secrets.of(stage);

        // When
        List<String> answers = new ArrayList<>();
        for (String tenant : List.of(ACME, GLOBEX)) {
            answers.addAll(deliverAllKinds(tenant));
            sendInTrouble(tenant);
        }

        // Then
        assertThat(answers).noneMatch(answer -> secret.matcher(answer).find());
        assertThat(stage.allRecords())
                .hasSizeGreaterThan(20)
                .noneMatch(record -> secret.matcher(record).find());
        assertThat(logLines())
                .hasSizeGreaterThan(Role.values().length)
                .noneMatch(line -> secret.matcher(line).find());
    }

    @Test
    void the_search_would_find_a_media_url_and_an_access_token() {
        // Given
        ArrivingMessage message = stage.message(ACME, SampleFiles.png());
        String token = stage.platform(ACME).tokens().issue();

        // When
        Pattern secret = Secrets.of(stage);

        // Then
        assertThat(message.event().json()).containsPattern(secret);
        assertThat("Bearer " + token).containsPattern(secret);
    }

    /** Fine, gone, cut off, led elsewhere, too large, from a wrong host, without a token. */
    private List<String> deliverAllKinds(String tenant) throws Exception {
        PlatformSimulator platform = stage.platform(tenant);
        ArrivingMessage fine = stage.message(tenant, SampleFiles.png());
        ArrivingMessage bad = stage.message(tenant, SampleFiles.windowsProgram());
        ArrivingMessage large = stage.message(tenant, SampleFiles.pdf().ofSize((4 << 20) + 1));
        ArrivingMessage foreign = withUrl(fine, URI.create("https://169.254.169.254/secret"));
        List<DeliveryAttempt> attempts = new ArrayList<>();
        attempts.add(fine.deliver());
        attempts.add(bad.deliver());
        platform.tokens().revokeAll();
        platform.apiFaults().inject(Endpoint.TOKEN, new ApiFault.Fail(500, null), 1);
        platform.apiFaults().inject(Endpoint.ATTRIBUTES, new ApiFault.DropConnection(false), 1);
        attempts.add(large.deliver());
        attempts.addAll(large.deliverWithRetries().attempts());
        attempts.add(foreign.deliver());
        for (MediaFault fault : faults(platform)) {
            ArrivingMessage message = stage.message(tenant, SampleFiles.jpeg());
            platform.media().inject(message.media().getFirst(), fault);
            attempts.add(message.deliver());
        }
        stage.attributes(fine, 1);
        stage.attributes(large, 1);
        stage.awaitNotice(tenant, bad.target());
        return attempts.stream().map(DeliveryAttempt::body).toList();
    }

    private static List<MediaFault> faults(PlatformSimulator platform) {
        return List.of(
                new MediaFault.Expired(),
                new MediaFault.Gone(),
                new MediaFault.CutAfter(10),
                new MediaFault.Redirect(platform.media().url().resolve("/elsewhere")));
    }

    private ArrivingMessage withUrl(ArrivingMessage message, URI url) {
        ArrivingMessage other = stage.message(message.tenant(), SampleFiles.gif());
        return new ArrivingMessage(
                other.platform(),
                other.tenant(),
                other.ids(),
                List.of(other.media().getFirst().declaringUrl(url)));
    }

    /** The platform refuses an upload, and attributes and answers in trouble are tried again. */
    private void sendInTrouble(String tenant) throws Exception {
        PlatformSimulator platform = stage.platform(tenant);
        CompanyService company = system.company();
        String conversation = CompanyService.newConversation();
        String mediaId = company.handOver(tenant, conversation, SampleFiles.pdf());
        platform.apiFaults().inject(Endpoint.UPLOAD, new ApiFault.Fail(503, null), 1);
        company.send(CompanyService.command(tenant, conversation, "First.", mediaId));
        platform.apiFaults().inject(Endpoint.UPLOAD, new ApiFault.Fail(400, null), 1);
        company.send(CompanyService.command(tenant, conversation, "Second.", mediaId));
        platform.apiFaults().inject(Endpoint.SEND, new ApiFault.DropConnection(true), 1);
        company.send(CompanyService.command(tenant, conversation, "Third.", mediaId));
    }

    private List<String> logLines() throws IOException {
        List<String> lines = new ArrayList<>();
        for (Role role : Role.values()) {
            lines.addAll(system.service(role).logLines());
        }
        return lines;
    }
}
