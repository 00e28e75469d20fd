package io.attachrelay.deploy.testkit.azurite;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Azurite in a container, by the command line of Docker. */
record DockerSource(String image) implements AzuriteSource {

    private static final Duration QUICK = Duration.ofSeconds(20);
    private static final Duration PULL = Duration.ofMinutes(3);

    @Override
    public String name() {
        return "container of " + image;
    }

    @Override
    public Running start() throws IOException {
        docker(QUICK, "info");
        try {
            docker(QUICK, "image", "inspect", image);
        } catch (IOException _) {
            docker(PULL, "pull", "--quiet", image);
        }
        var run = List.of("run", "-d", "--rm", "-p", "127.0.0.1::10000", image, "azurite-blob");
        var arguments = new ArrayList<>(run);
        arguments.addAll(List.of("--blobHost", "0.0.0.0"));
        arguments.addAll(Azurite.FLAGS);
        var id = docker(QUICK, arguments.toArray(String[]::new));
        var address = docker(QUICK, "port", id, "10000/tcp").lines().findFirst().orElse("");
        return new Container(id, Integer.parseInt(address.substring(address.indexOf(':') + 1)));
    }

    private record Container(String id, int port) implements Running {

        @Override
        public String connectionString() {
            return Azurite.connectionString(port);
        }

        @Override
        public void pause() throws IOException {
            docker(QUICK, "pause", id);
        }

        @Override
        public void resume() throws IOException {
            docker(QUICK, "unpause", id);
        }

        @Override
        public void kill() throws IOException {
            docker(QUICK, "rm", "--force", "--volumes", id);
        }
    }

    private static String docker(Duration limit, String... arguments) throws IOException {
        var line = new ArrayList<>(List.of("docker"));
        line.addAll(List.of(arguments));
        return Command.run(limit, line);
    }
}
