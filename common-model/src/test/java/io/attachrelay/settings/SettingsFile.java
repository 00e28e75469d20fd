package io.attachrelay.settings;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Writes settings and reads them with the loader, for tests that state only what differs. */
final class SettingsFile {

    /** A tenant in which nothing is wrong and nothing is more than needed. */
    static final String TENANT =
            """
            tenants:
              acme:
                profile: genesys-media-events
                api-url: https://api.example.com
                oauth:
                  token-url: https://login.example.com/oauth/token
                  client-id: relay
                  client-secret: hidden-client-secret
                webhook:
                  auth: hub-signature
                  secret: hidden-webhook-secret
                media-hosts: [api.example.com]
            """;

    private SettingsFile() {}

    static Path write(Path folder, String yaml) {
        try {
            return Files.writeString(folder.resolve("relay.yaml"), yaml);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Settings load(Path folder, String yaml, Map<String, String> environment) {
        return SettingsLoader.load(write(folder, yaml), environment);
    }

    /** The mistakes that the loader finds; none if it is content. */
    static List<String> mistakes(Path folder, String yaml, Map<String, String> environment) {
        try {
            load(folder, yaml, environment);
            return List.of();
        } catch (SettingsException e) {
            return e.mistakes();
        }
    }
}
