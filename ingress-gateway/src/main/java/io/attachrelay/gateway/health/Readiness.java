package io.attachrelay.gateway.health;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Asks all dependencies at once, waits for a bounded time, and keeps the answer for a second: who
 * asks often does not load them.
 */
public final class Readiness implements AutoCloseable {

    /** Longer than what a probe allows itself. */
    private static final Duration LIMIT = Duration.ofSeconds(2);

    private static final Duration KEPT = Duration.ofSeconds(1);

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Probe> probes;
    private @Nullable Report last;
    private long lastNanos;

    /**
     * @param dependencies by name; each tells whether it answers now
     */
    public Readiness(Map<String, BooleanSupplier> dependencies) {
        this.probes =
                dependencies.entrySet().stream()
                        .map(e -> new Probe(e.getKey(), e.getValue()))
                        .toList();
    }

    /** What the dependencies said at most a second ago; takes 2 s at most. */
    public synchronized Report check() {
        Report known = last;
        if (known == null || System.nanoTime() - lastNanos > KEPT.toNanos()) {
            known = ask();
            last = known;
            lastNanos = System.nanoTime();
        }
        return known;
    }

    private Report ask() {
        List<Callable<Boolean>> questions =
                probes.stream().map(p -> (Callable<Boolean>) p::answers).toList();
        Map<String, Boolean> up = new LinkedHashMap<>();
        try {
            var answers = threads.invokeAll(questions, LIMIT.toNanos(), TimeUnit.NANOSECONDS);
            for (int i = 0; i < probes.size(); i++) {
                up.put(probes.get(i).name(), isUp(answers.get(i)));
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            probes.forEach(p -> up.put(p.name(), false));
        }
        return new Report(up);
    }

    private static boolean isUp(Future<Boolean> answer) {
        return answer.state() == Future.State.SUCCESS && answer.resultNow();
    }

    /** Does not wait for a probe that hangs. */
    @Override
    public void close() {
        threads.shutdownNow();
    }

    /**
     * Which dependencies answered.
     *
     * @param up by name
     */
    public record Report(Map<String, Boolean> up) {

        /** Whether all did. */
        public boolean isReady() {
            return !up.containsValue(false);
        }
    }
}
