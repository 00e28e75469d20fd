package io.attachrelay.deploy.testkit.azurite;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Azurite in a container, by the command line of Docker. */
record DockerSource(String image) implements AzuriteSource {

    private static final Duration PROBE = Duration.ofSeconds(20);
    // A container was gone after 0.2 s on an idle machine, and after 15 s on a loaded one.
    private static final Duration STEP = Duration.ofMinutes(2);
    private static final Duration PULL = Duration.ofMinutes(3);
    // Up within 2 s when measured; this leaves room for a loaded machine.
    private static final Duration READY_WITHIN = Duration.ofMinutes(2);
    private static final Duration POLL = Duration.ofMillis(50);

    @Override
    public String name() {
        return "container of " + image;
    }

    @Override
    public Running start() throws IOException {
        docker(PROBE, "info");
        try {
            docker(STEP, "image", "inspect", image);
        } catch (IOException _) {
            docker(PULL, "pull", "--quiet", image);
        }
        // Not run: if it failed to start, nobody would know which container to remove.
        var create = new ArrayList<>(List.of("create", "-p", "127.0.0.1::10000", image));
        create.addAll(List.of("azurite", "--blobHost", "0.0.0.0"));
        create.addAll(Azurite.FLAGS);
        var id = docker(STEP, create.toArray(String[]::new));
        try {
            docker(STEP, "start", id);
            var container = new Container(id, publishedPort(id));
            container.awaitReady();
            return container;
        } catch (IOException e) {
            remove(id);
            throw e;
        }
    }

    private static int publishedPort(String id) throws IOException {
        var address = docker(STEP, "port", id, "10000/tcp").lines().findFirst().orElse("");
        return Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
    }

    private static void remove(String id) throws IOException {
        docker(STEP, "rm", "--force", "--volumes", id);
    }

    private record Container(String id, int port) implements Running {

        private void awaitReady() throws IOException {
            long end = System.nanoTime() + READY_WITHIN.toNanos();
            while (!answers()) {
                if (System.nanoTime() > end) {
                    throw new IOException("Azurite did not start; " + docker(STEP, "logs", id));
                }
                LockSupport.parkNanos(POLL.toNanos());
            }
        }

        /** Docker itself accepts connections before Azurite does, so only an answer counts. */
        private boolean answers() {
            try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                socket.setSoTimeout((int) PROBE.toMillis());
                socket.getOutputStream().write("GET / HTTP/1.0\r\n\r\n".getBytes(US_ASCII));
                return socket.getInputStream().read() >= 0;
            } catch (IOException _) {
                return false;
            }
        }

        @Override
        public String connectionString() {
            return Azurite.connectionString(port);
        }

        @Override
        public void pause() throws IOException {
            docker(STEP, "pause", id);
        }

        @Override
        public void resume() throws IOException {
            docker(STEP, "unpause", id);
        }

        @Override
        public void kill() throws IOException {
            remove(id);
        }
    }

    private static String docker(Duration limit, String... arguments) throws IOException {
        var line = new ArrayList<>(List.of("docker"));
        line.addAll(List.of(arguments));
        return Command.run(limit, line);
    }
}
