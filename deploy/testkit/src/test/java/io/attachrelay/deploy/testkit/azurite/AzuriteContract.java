package io.attachrelay.deploy.testkit.azurite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** What Azurite does wherever it comes from. */
// The first run on a machine fetches it.
@Timeout(600)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class AzuriteContract {

    private static final Duration LONG = Duration.ofSeconds(20);

    private Azurite azurite;

    /** A new one; the test is skipped or fails where there can be none. */
    abstract Azurite start();

    @BeforeAll
    void startOne() {
        azurite = start();
    }

    @AfterAll
    void close() {
        if (azurite != null) {
            azurite.close();
        }
    }

    Azurite azurite() {
        return azurite;
    }

    @Test
    void it_answers_as_a_blob_service() throws Exception {
        // When
        var answer = list(azurite, LONG);

        // Then
        assertThat(answer.headers().firstValue("Server").orElse("")).startsWith("Azurite-Blob");
        assertThat(azurite.connectionString())
                .contains("AccountName=devstoreaccount1", "BlobEndpoint=" + azurite.blobEndpoint());
    }

    @Test
    void it_takes_a_newer_version_of_the_protocol_than_its_own() throws Exception {
        // When
        var answer = list(azurite, LONG, "x-ms-version", "2099-01-01");

        // Then it refuses us for want of a signature, and not for the version
        assertThat(answer.statusCode()).describedAs(answer.body()).isEqualTo(403);
    }

    @Test
    void paused_it_accepts_and_says_nothing_until_it_is_resumed() throws Exception {
        // Given
        azurite.pause();

        // When
        assertThatThrownBy(() -> list(azurite, Duration.ofMillis(300)))
                .isInstanceOf(HttpTimeoutException.class);
        azurite.resume();

        // Then
        assertThat(list(azurite, LONG).statusCode()).isPositive();
    }

    @Test
    void killed_it_refuses() throws Exception {
        // Given
        var victim = start();

        // When
        victim.kill();

        // Then
        assertThatThrownBy(() -> list(victim, LONG)).isInstanceOf(IOException.class);
        victim.close();
    }

    private static HttpResponse<String> list(Azurite target, Duration limit, String... headers)
            throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            var request =
                    HttpRequest.newBuilder(URI.create(target.blobEndpoint() + "?comp=list"))
                            .timeout(limit);
            if (headers.length > 0) {
                request.headers(headers);
            }
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        }
    }
}
