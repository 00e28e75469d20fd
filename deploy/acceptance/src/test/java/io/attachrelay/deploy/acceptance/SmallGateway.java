package io.attachrelay.deploy.acceptance;

import io.attachrelay.deploy.testkit.ChildProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** A gateway in a JVM of 256 MB that ends when it is out of memory, and that can be looked into. */
final class SmallGateway implements AutoCloseable {

    private static final Duration READY_WITHIN = Duration.ofSeconds(120);

    /** The two generations of the serial collector, which {@link JavaCommand} asks for. */
    private static final Pattern USED =
            Pattern.compile("(?m)^(?:DefNew|Tenured) +total [0-9]+K, used ([0-9]+)K");

    /**
     * A collection leaves nearly all that lives in it; what is made meanwhile is in the young one.
     */
    private static final Pattern USED_OF_OLD =
            Pattern.compile("(?m)^Tenured +total [0-9]+K, used ([0-9]+)K");

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI url;
    private final ChildProcess child;

    private SmallGateway(Stage stage) throws IOException {
        url = stage.system().gatewayUrl();
        var line = List.of("gateway", "--config", stage.system().settingsFile().toString());
        child =
                ChildProcess.start(
                        JavaCommand.attachrelay(List.of("-XX:+ExitOnOutOfMemoryError"), line),
                        Map.of(),
                        stage.folder().resolve("gateway.log"));
    }

    /** Starts it and waits until it is ready. */
    static SmallGateway start(Stage stage) throws IOException {
        SmallGateway gateway = new SmallGateway(stage);
        if (!gateway.child.await(gateway::isReady, READY_WITHIN)) {
            gateway.close();
            throw new AssertionError("no gateway; " + gateway.child.quoteLog());
        }
        return gateway;
    }

    /** Waits until it answers 200 on {@code /readyz}. */
    boolean isReady() throws InterruptedException {
        try {
            return get("/readyz").statusCode() == 200;
        } catch (IOException _) {
            return false;
        }
    }

    boolean isAlive() {
        return child.isAlive();
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(url.resolve(path)).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    /** A sample of {@code /metrics}: the value of the one line that begins so. */
    double metric(String nameAndLabels) throws IOException, InterruptedException {
        return get("/metrics")
                .body()
                .lines()
                .filter(l -> l.startsWith(nameAndLabels + " "))
                .mapToDouble(l -> Double.parseDouble(l.substring(nameAndLabels.length() + 1)))
                .sum();
    }

    /** The bytes of its heap that are in use after all garbage was collected. */
    long liveHeap() throws IOException, InterruptedException {
        return used(USED);
    }

    /** The same of the old generation, for a gateway that makes new garbage meanwhile. */
    long liveHeapInFlow() throws IOException, InterruptedException {
        return used(USED_OF_OLD);
    }

    private long used(Pattern generations) throws IOException, InterruptedException {
        jcmd("GC.run");
        return generations
                .matcher(jcmd("GC.heap_info"))
                .results()
                .mapToLong(used -> Long.parseLong(used.group(1)) << 10)
                .sum();
    }

    private String jcmd(String command) throws IOException, InterruptedException {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        Process asking =
                new ProcessBuilder(jcmd.toString(), Long.toString(child.pid()), command)
                        .redirectErrorStream(true)
                        .start();
        String told = new String(asking.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (asking.waitFor() != 0) {
            throw new AssertionError("jcmd failed: " + told);
        }
        return told;
    }

    /** Begins to end it (SIGTERM), and waits for nothing. */
    void terminate() throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-TERM", Long.toString(child.pid())).start().waitFor();
    }

    /**
     * Ends it (SIGTERM) unless it has ended.
     *
     * @return its exit code; 137 if it had to be killed after 30 s
     */
    int stop() {
        return child.stop();
    }

    String quoteLog() {
        return child.quoteLog();
    }

    @Override
    public void close() {
        http.close();
        if (isAlive()) {
            child.kill();
        }
    }
}
