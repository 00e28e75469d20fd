package io.attachrelay.deploy.acceptance;

import io.attachrelay.deploy.system.Role;
import io.attachrelay.deploy.testkit.ChildProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** One service in a process of its own that a test can kill, pause, end and start again. */
final class ServiceProcess implements AutoCloseable {

    private static final Duration READY_WITHIN = Duration.ofSeconds(60);

    /** What a service prints once it has started. */
    private static final String RUNNING = "running; Ctrl-C ends it";

    private final Role role;
    private final Stage stage;
    private final HttpClient http = HttpClient.newHttpClient();
    private final List<Path> logs = new ArrayList<>();
    private ChildProcess child;

    ServiceProcess(Role role, Stage stage) {
        this.role = role;
        this.stage = stage;
    }

    /** Starts the process; returns before it is ready. */
    ServiceProcess launch() throws IOException {
        String command = role.name().toLowerCase(Locale.ROOT);
        Path log = stage.folder().resolve(command + "-" + (logs.size() + 1) + ".log");
        logs.add(log);
        var line = List.of(command, "--config", stage.system().settingsFile().toString());
        child = ChildProcess.start(JavaCommand.attachrelay(List.of(), line), Map.of(), log);
        return this;
    }

    /** Returns when it says that it runs; the gateway also that it is ready. */
    ServiceProcess awaitReady() {
        if (!child.await(this::isReady, READY_WITHIN)) {
            throw new AssertionError(role + " did not start; " + child.quoteLog());
        }
        return this;
    }

    /** Starts it and waits until it is ready. */
    ServiceProcess start() throws IOException {
        return launch().awaitReady();
    }

    boolean isAlive() {
        return child != null && child.isAlive();
    }

    /** Ends it at once, as a crash does (SIGKILL). */
    void kill() {
        child.kill();
    }

    /**
     * Asks it to end (SIGTERM).
     *
     * @return its exit code; 137 if it had to be killed after 30 s
     */
    int stop() {
        return child.stop();
    }

    void pause() throws IOException {
        child.pause();
    }

    void resume() throws IOException {
        child.resume();
    }

    /** All that it has logged in all its lives. */
    List<String> logLines() throws IOException {
        List<String> lines = new ArrayList<>();
        for (Path log : logs) {
            lines.addAll(Files.readAllLines(log));
        }
        return lines;
    }

    private boolean isReady() throws InterruptedException {
        try {
            return Files.readString(logs.getLast()).contains(RUNNING)
                    && (role != Role.GATEWAY || readinessStatus() == 200);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int readinessStatus() throws IOException, InterruptedException {
        URI url = stage.system().gatewayUrl().resolve("/readyz");
        return http.send(
                        HttpRequest.newBuilder(url).build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    @Override
    public void close() {
        http.close();
        if (isAlive()) {
            child.kill();
        }
    }
}
