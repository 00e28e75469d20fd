package io.attachrelay.deploy.acceptance;

import io.attachrelay.deploy.system.Role;
import io.attachrelay.deploy.testkit.ChildProcess;
import io.attachrelay.deploy.testkit.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** One service in a process of its own that a test can kill, pause, end and start again. */
final class ServiceProcess implements AutoCloseable {

    private static final Duration READY_WITHIN = Duration.ofSeconds(60);

    /** The shortest session that brokers allow: a sender that stands still is soon given up. */
    private static final Map<String, String> SHORT_SESSION =
            Map.of(
                    "ATTACHRELAY_KAFKA_PROPERTIES_SESSION_TIMEOUT_MS", "6000",
                    "ATTACHRELAY_KAFKA_PROPERTIES_HEARTBEAT_INTERVAL_MS", "1500");

    /** What a service prints once it has started. */
    private static final String RUNNING = "running; Ctrl-C ends it";

    private final Role role;
    private final String name;
    private final Stage stage;
    private final Map<String, String> differs;
    private final URI url;
    private final HttpClient http = HttpClient.newHttpClient();
    private final List<Path> logs = new ArrayList<>();
    private ChildProcess child;

    /** The one of its role, with the stage's settings. */
    ServiceProcess(Role role, Stage stage) {
        this(role, commandOf(role), stage, Map.of(), stage.system().gatewayUrl());
    }

    private ServiceProcess(
            Role role, String name, Stage stage, Map<String, String> differs, URI url) {
        this.role = role;
        this.name = name;
        this.stage = stage;
        this.differs = differs;
        this.url = url;
    }

    /**
     * A gateway beside others on the stage's broker and store.
     *
     * @param name the instance's, and its log's
     * @param differs variables of the environment that win over the stage's settings
     */
    static ServiceProcess gateway(String name, Stage stage, Map<String, String> differs) {
        int port = Ports.free();
        Map<String, String> all = new HashMap<>(differs);
        all.put("ATTACHRELAY_INSTANCE_ID", name);
        all.put("ATTACHRELAY_GATEWAY_PORT", Integer.toString(port));
        URI url = URI.create("http://127.0.0.1:" + port);
        return new ServiceProcess(Role.GATEWAY, name, stage, Map.copyOf(all), url);
    }

    /**
     * A sender that shares the work with others on the stage's broker and store.
     *
     * @param name the instance's, and its log's
     */
    static ServiceProcess sender(String name, Stage stage) {
        return sender(name, stage, Map.of());
    }

    /**
     * The same with settings of its own.
     *
     * @param differs variables of the environment that win over the stage's settings
     */
    static ServiceProcess sender(String name, Stage stage, Map<String, String> differs) {
        Map<String, String> all = new HashMap<>(SHORT_SESSION);
        all.putAll(differs);
        all.put("ATTACHRELAY_INSTANCE_ID", name);
        return new ServiceProcess(
                Role.SENDER, name, stage, Map.copyOf(all), stage.system().gatewayUrl());
    }

    private static String commandOf(Role role) {
        return role.name().toLowerCase(Locale.ROOT);
    }

    /** The instance's name, where it has one of its own. */
    String name() {
        return name;
    }

    /** Where it takes webhooks, if it is a gateway. */
    URI url() {
        return url;
    }

    /** Starts the process; returns before it is ready. */
    ServiceProcess launch() throws IOException {
        Path log = stage.folder().resolve(name + "-" + (logs.size() + 1) + ".log");
        logs.add(log);
        var line = List.of(commandOf(role), "--config", stage.system().settingsFile().toString());
        child = ChildProcess.start(JavaCommand.attachrelay(List.of(), line), differs, log);
        return this;
    }

    /** Returns when it says that it runs; the gateway also that it is ready. */
    ServiceProcess awaitReady() {
        if (!child.await(this::isReady, READY_WITHIN)) {
            throw new AssertionError(name + " did not start; " + child.quoteLog());
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
        } catch (ConnectException _) {
            // The log is that of an earlier life.
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int readinessStatus() throws IOException, InterruptedException {
        URI ready = url.resolve("/readyz");
        return http.send(
                        HttpRequest.newBuilder(ready).build(),
                        HttpResponse.BodyHandlers.discarding())
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
