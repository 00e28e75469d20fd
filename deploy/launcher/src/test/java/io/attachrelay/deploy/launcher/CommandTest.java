package io.attachrelay.deploy.launcher;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.attachrelay.model.Json;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** What tests of the command line need: a folder, a tenant, and what is printed. */
abstract class CommandTest {

    /** Settings of a tenant with nothing more than it needs; its further keys may follow. */
    static final String TENANT =
            """
            tenants:
              acme:
                profile: genesys-media-events
                api-url: https://api.example.com
                oauth:
                  token-url: https://login.example.com/oauth/token
                  client-id: relay
                  client-secret: hidden
                webhook: {auth: hub-signature, secret: hidden-webhook-secret}
                media-hosts: [api.example.com]
            """;

    @TempDir Path dir;
    final StringWriter out = new StringWriter();
    final StringWriter err = new StringWriter();

    /** The exit code of a command. */
    final int run(String... line) {
        return AttachRelayCommand.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(line);
    }

    static JsonNode read(String json) {
        try {
            return Json.mapper().readTree(json);
        } catch (JsonProcessingException e) {
            throw new AssertionError(json, e);
        }
    }
}
