package io.attachrelay.deploy.testkit.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** One run of a check over many inputs, from one seed, until its number or its time is over. */
final class FuzzRun implements AutoCloseable {

    // Checks take microseconds to milliseconds; what takes so long will take for ever.
    private static final long LONGEST_CHECK_SECONDS = 60;
    private static final int SHOWN = 400;

    private final ExecutorService worker =
            Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name("fuzz").factory());
    private final Fuzz.Check check;
    private final FuzzExtent extent;
    private final long start = System.nanoTime();

    FuzzRun(FuzzExtent extent, Fuzz.Check check) {
        this.extent = extent;
        this.check = check;
    }

    /** Whether there is to be another input after {@code done} of them. */
    boolean goesOn(int done) {
        Duration lasts = extent.lasts();
        return lasts == null ? done < extent.times() : System.nanoTime() - start < lasts.toNanos();
    }

    /**
     * What comes of an input.
     *
     * @throws AssertionError if the check throws; with the smallest input found that makes it throw
     */
    String outcomeOf(byte[] input) {
        try {
            return call(input);
        } catch (TimeoutException _) {
            throw new AssertionError("no end within a minute; " + described(input));
        } catch (ExecutionException e) {
            byte[] small = Shrinking.of(input, i -> failsAlike(i, e.getCause()));
            throw new AssertionError(e.getCause() + "; " + described(small), e.getCause());
        }
    }

    private String call(byte[] input) throws ExecutionException, TimeoutException {
        try {
            return worker.submit(() -> check.outcomeOf(input.clone()))
                    .get(LONGEST_CHECK_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private boolean failsAlike(byte[] input, @Nullable Throwable failure) {
        try {
            call(input);
            return false;
        } catch (ExecutionException e) {
            return failure != null
                    && e.getCause() != null
                    && e.getCause().getClass() == failure.getClass();
        } catch (TimeoutException _) {
            return false;
        }
    }

    private String described(byte[] input) {
        byte[] shown = Arrays.copyOf(input, Math.min(SHOWN, input.length));
        return "%s, %d bytes of input, in Base64 %s, as text %s"
                .formatted(
                        extent,
                        input.length,
                        Base64.getEncoder().encodeToString(shown),
                        new String(shown, UTF_8));
    }

    @Override
    public void close() {
        worker.shutdownNow();
    }
}
