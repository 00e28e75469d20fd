package io.attachrelay.deploy.testkit.platform;

import static io.attachrelay.deploy.testkit.platform.Http.header;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** {@code POST /oauth/token}: client credentials by HTTP Basic, the grant in a form body. */
record TokenEndpoint(SimulatorSettings settings, Tokens tokens) {

    static final String PATH = "/oauth/token";

    Http.Answer answer(HttpExchange exchange) throws IOException {
        tokens.countRequest();
        var form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        if (!exchange.getRequestMethod().equals("POST")) {
            return Http.Answer.error(405, "only POST");
        } else if (!expectedBasic().equals(header(exchange, "Authorization"))) {
            return Http.Answer.of(401, Json.object().put("error", "invalid_client"));
        } else if (!List.of(form.split("&")).contains("grant_type=client_credentials")) {
            return Http.Answer.of(400, Json.object().put("error", "unsupported_grant_type"));
        }
        return Http.Answer.of(
                200,
                Json.object()
                        .put("access_token", tokens.issue())
                        .put("token_type", "bearer")
                        .put("expires_in", tokens.lifetimeSeconds()));
    }

    private String expectedBasic() {
        var pair = settings.clientId() + ":" + settings.clientSecret();
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }
}
