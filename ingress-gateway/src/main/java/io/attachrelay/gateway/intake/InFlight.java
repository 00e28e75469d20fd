package io.attachrelay.gateway.intake;

import io.attachrelay.model.DedupKey;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;

/**
 * The first net against duplicates: deliveries of the same message and media that arrive while it
 * is worked on share that work and its answer, and one that was acknowledged lately is answered at
 * once. A failure never stands in the way of a retry.
 */
final class InFlight {

    /** Work ends at the latest a quarter of a second before the time of its delivery is over. */
    private static final Duration WORTH_WHILE = Duration.ofSeconds(1);

    private final Executor workers;
    private final RecentAnswers answers;
    private final ConcurrentHashMap<DedupKey, CompletableFuture<Answer>> underWay =
            new ConcurrentHashMap<>();

    /**
     * @param workers one thread per piece of work; may refuse it when the gateway closes
     */
    InFlight(Executor workers, RecentAnswers answers) {
        this.workers = workers;
        this.answers = answers;
    }

    /**
     * The answer to come. The work goes on to its end whether or not anyone waits; nobody may
     * cancel the future, since others share it.
     *
     * @param by how long the caller waits: work that was begun for an earlier delivery gives up
     *     when the time of that one is over, and is begun again for one that has time left
     */
    CompletableFuture<Answer> join(DedupKey key, Deadline by, Supplier<Answer> work) {
        var mine = new CompletableFuture<Answer>();
        var running = underWay.putIfAbsent(key, mine);
        if (running != null) {
            return running.thenCompose(answer ->
                    isPassing(answer) && by.left().compareTo(WORTH_WHILE) > 0
                            ? join(key, by, work)
                            : CompletableFuture.completedFuture(answer));
        }
        // Asked only now: whoever finished just before has remembered its answer by this time.
        acknowledged(key)
                .ifPresentOrElse(known -> tell(key, mine, known), () -> begin(key, mine, work));
        return mine;
    }

    /**
     * Whether it was begun already: it is under way, was acknowledged lately, or put off, so that
     * the platform brings it again. Who delivers it has been counted.
     */
    boolean knows(DedupKey key) {
        return underWay.containsKey(key) || answers.get(key).isPresent() || answers.isPutOff(key);
    }

    /** What a delivery of it is answered if it was acknowledged lately. */
    Optional<Answer.Acknowledged> acknowledged(DedupKey key) {
        return answers.get(key).map(Answer.Acknowledged::asDuplicate);
    }

    private static boolean isPassing(Answer answer) {
        return answer instanceof Answer.Problem p && p.code() == ProblemCode.TRY_AGAIN;
    }

    private void begin(DedupKey key, CompletableFuture<Answer> mine, Supplier<Answer> work) {
        try {
            workers.execute(() -> finish(key, mine, outcome(work)));
        } catch (RejectedExecutionException _) {
            finish(key, mine, Answer.Problem.tryAgain("the gateway is closing"));
        }
    }

    private static Answer outcome(Supplier<Answer> work) {
        try {
            return work.get();
        } catch (RuntimeException | Error e) {
            Faults.log("webhook work failed", e);
            return Answer.Problem.tryAgain("the gateway failed");
        }
    }

    private void finish(DedupKey key, CompletableFuture<Answer> mine, Answer answer) {
        answers.put(key, answer);
        tell(key, mine, answer);
    }

    /** Says what is known; being asked for again makes it no younger. */
    private void tell(DedupKey key, CompletableFuture<Answer> mine, Answer answer) {
        underWay.remove(key);
        mine.complete(answer);
    }
}
