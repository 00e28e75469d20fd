package io.attachrelay.gateway.intake;

import static org.awaitility.Awaitility.await;

import io.attachrelay.media.fetch.FetchOutcome;
import io.attachrelay.media.fetch.FetchRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** A media host whose downloads last until the test ends them. */
final class HeldHost implements AutoCloseable {

    private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
    private final List<CompletableFuture<FetchOutcome>> underWay = new ArrayList<>();
    private boolean open = true;

    /** A {@link Fetcher}. */
    FetchOutcome fetch(FetchRequest request) {
        var download = new CompletableFuture<FetchOutcome>();
        synchronized (this) {
            if (open) {
                underWay.add(download);
            } else {
                download.complete(new FetchOutcome.Gone(404));
            }
        }
        return download.join();
    }

    /** So many who fetch, each on a thread of its own. */
    List<CompletableFuture<FetchOutcome>> call(int count, Supplier<FetchOutcome> fetch) {
        return Stream.generate(() -> CompletableFuture.supplyAsync(fetch, callers))
                .limit(count)
                .toList();
    }

    /** Waits until so many downloads are under way, and takes them from those that are. */
    List<CompletableFuture<FetchOutcome>> take(int count) {
        await().atMost(Duration.ofMinutes(1)).until(() -> underWay() == count);
        return take();
    }

    private synchronized List<CompletableFuture<FetchOutcome>> take() {
        var taken = List.copyOf(underWay);
        underWay.clear();
        return taken;
    }

    /** How many downloads are under way that nobody has taken. */
    synchronized int underWay() {
        return underWay.size();
    }

    /** Ends all downloads but those that were taken. */
    @Override
    public void close() {
        synchronized (this) {
            open = false;
            take().forEach(d -> d.complete(new FetchOutcome.Gone(404)));
        }
        callers.close();
    }
}
