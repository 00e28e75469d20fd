package io.attachrelay.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.Test;

class ServerProblemsTest {

    @Test
    void what_fails_outside_of_any_route_is_503_and_says_when_to_come_again() throws Exception {
        // Given
        var server = new Server(0);
        server.setErrorHandler(new ServerProblems());
        server.setHandler(new Failing());
        server.start();

        // When
        HttpResponse<String> answer;
        try (var client = HttpClient.newHttpClient()) {
            answer =
                    client.send(
                            HttpRequest.newBuilder(server.getURI()).build(),
                            HttpResponse.BodyHandlers.ofString());
        } finally {
            server.stop();
        }

        // Then
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).contains("2");
        assertThat(answer.body()).contains("\"code\":\"try-again\"");
    }

    private static final class Failing extends Handler.Abstract {
        @Override
        public boolean handle(Request request, Response response, Callback callback) {
            throw new IllegalStateException("broken");
        }
    }
}
