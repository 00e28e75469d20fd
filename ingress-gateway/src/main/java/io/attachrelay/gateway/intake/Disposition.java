package io.attachrelay.gateway.intake;

import io.attachrelay.media.fetch.FetchOutcome;
import io.attachrelay.model.MediaId;
import io.attachrelay.model.ReasonCode;
import io.attachrelay.model.StoredAttachment;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What is to be done with a message, judged by what became of its attachments. */
sealed interface Disposition {

    /**
     * Every attachment is kept or refused for good: publish it.
     *
     * @param status whether this delivery did anything that was not done before
     */
    record Publish(List<StoredAttachment> attachments, Answer.Status status)
            implements Disposition {

        /** Those that there are no bytes of. */
        List<MediaId> refused() {
            return attachments.stream()
                    .filter(StoredAttachment.Refused.class::isInstance)
                    .map(StoredAttachment::mediaId)
                    .toList();
        }
    }

    /** It must be delivered again, or is lost. */
    record Decline(Answer.Problem problem) implements Disposition {}

    /**
     * A passing fault wins over a medium that is gone: the platform shall try again. One that is
     * gone is given up only when it was gone before, and only for the sake of the others; a message
     * of which nothing is left is declined to the end.
     */
    static Disposition of(List<Fetched> all) {
        if (all.stream().anyMatch(f -> f.outcome() instanceof FetchOutcome.TryAgain)) {
            return new Decline(
                    Answer.Problem.tryAgain("not every file could be stored", longestPause(all)));
        }
        List<Fetched> gone =
                all.stream().filter(f -> f.outcome() instanceof FetchOutcome.Gone).toList();
        if (!gone.isEmpty() && !(gone.size() < all.size() && areForGood(gone))) {
            return new Decline(
                    Answer.Problem.of(
                            ProblemCode.GONE,
                            gone.size() + " of " + all.size() + " files are gone"));
        }
        return new Publish(all.stream().map(Disposition::settled).toList(), status(all));
    }

    private static boolean areForGood(List<Fetched> gone) {
        return gone.stream().allMatch(Fetched::goneForGood);
    }

    private static Optional<Duration> longestPause(List<Fetched> all) {
        return all.stream()
                .map(Fetched::outcome)
                .filter(FetchOutcome.TryAgain.class::isInstance)
                .flatMap(o -> ((FetchOutcome.TryAgain) o).retryAfter().stream())
                .max(Comparator.naturalOrder());
    }

    private static StoredAttachment settled(Fetched fetched) {
        Medium medium = fetched.medium();
        return switch (fetched.outcome()) {
            case FetchOutcome.Stored(var object, _) -> medium.kept(object);
            case FetchOutcome.Refused(var reason) -> medium.refused(reason);
            case FetchOutcome.Gone _ -> medium.refused(ReasonCode.GONE);
            case FetchOutcome.TryAgain _ ->
                    throw new IllegalStateException("a passing fault settles nothing");
        };
    }

    private static Answer.Status status(List<Fetched> all) {
        boolean wereThere =
                all.stream()
                        .allMatch(f ->
                                f.outcome() instanceof FetchOutcome.Stored(_, boolean downloaded)
                                        && !downloaded);
        return wereThere ? Answer.Status.DUPLICATE : Answer.Status.STORED;
    }
}
