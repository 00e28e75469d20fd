package io.attachrelay.deploy.testkit.azurite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

// The first run on a machine fetches the package.
@Timeout(600)
class AzuriteTest {

    private static Azurite azurite;

    @BeforeAll
    static void find() {
        switch (Azurite.find(List.of(Azurite.npm()))) {
            case AzuriteSearch.Found(var found, _) -> azurite = found;
            case AzuriteSearch.Absent(var reason) -> abort(reason);
        }
    }

    @AfterAll
    static void close() {
        if (azurite != null) {
            azurite.close();
        }
    }

    @Test
    void it_answers_as_a_blob_service() throws Exception {
        // When
        var answer = list(Duration.ofSeconds(20));

        // Then
        assertThat(answer.headers().firstValue("Server").orElse("")).startsWith("Azurite-Blob");
        assertThat(azurite.connectionString())
                .contains("AccountName=devstoreaccount1", "BlobEndpoint=" + azurite.blobEndpoint());
    }

    @Test
    void paused_it_accepts_and_says_nothing_until_it_is_resumed() throws Exception {
        // Given
        azurite.pause();

        // When
        assertThatThrownBy(() -> list(Duration.ofMillis(300)))
                .isInstanceOf(HttpTimeoutException.class);
        azurite.resume();

        // Then
        assertThat(list(Duration.ofSeconds(20)).statusCode()).isPositive();
    }

    @Test
    void killed_it_refuses() throws Exception {
        // Given
        if (!(Azurite.find(List.of(Azurite.npm()))
                instanceof AzuriteSearch.Found(var victim, var source))) {
            abort("no Azurite from npm");
            return;
        }

        // When
        victim.kill();

        // Then
        assertThat(source).contains("azurite@");
        assertThatThrownBy(() -> list(victim, Duration.ofSeconds(20)))
                .isInstanceOf(IOException.class);
    }

    @Test
    void a_machine_without_any_is_told_what_was_tried() {
        // Given
        AzuriteSource closed =
                new AzuriteSource() {
                    @Override
                    public String name() {
                        return "this way";
                    }

                    @Override
                    public Running start() throws IOException {
                        throw new IOException("is closed");
                    }
                };

        // When
        var search = Azurite.find(List.of(closed, closed));

        // Then
        assertThat(search)
                .isEqualTo(
                        new AzuriteSearch.Absent(
                                "no Azurite here; this way: is closed; this way: is closed"));
    }

    @Test
    void a_given_endpoint_is_used_and_left_alone() {
        // Given
        var source = new ExternalSource(azurite.blobEndpoint().toString());

        // When
        var search = Azurite.find(List.of(source));

        // Then
        if (search instanceof AzuriteSearch.Found(var found, _)) {
            found.close();
            assertThat(found.connectionString()).isEqualTo(azurite.connectionString());
        }
        assertThat(search).isInstanceOf(AzuriteSearch.Found.class);
    }

    private static HttpResponse<String> list(Duration limit) throws Exception {
        return list(azurite, limit);
    }

    private static HttpResponse<String> list(Azurite target, Duration limit) throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            var request =
                    HttpRequest.newBuilder(target.blobEndpoint().resolve("?comp=list"))
                            .timeout(limit)
                            .build();
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        }
    }
}
