package io.attachrelay.platform.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.attachrelay.platform.CallOutcome;
import io.attachrelay.platform.http.Reply.Answer;
import io.attachrelay.platform.http.Reply.NotSent;
import io.attachrelay.platform.http.Reply.OurFault;
import io.attachrelay.platform.http.Reply.Unanswered;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a reply means for the caller.
 *
 * @param idempotent whether a call that may have been done can simply be made again
 * @param value finds the outcome's value in a successful answer
 */
record AnswerMapping<T>(boolean idempotent, Function<JsonNode, Optional<T>> value) {

    /**
     * @param token the token of the call, kept out of every detail
     */
    CallOutcome<T> outcome(Reply reply, String token) {
        return switch (reply) {
            case NotSent(var detail) -> new CallOutcome.TryAgain<>(detail, Optional.empty());
            // Half a request is not done.
            case OurFault(var detail) -> new CallOutcome.TryAgain<>(detail, Optional.empty());
            case Unanswered(var detail) -> unanswered(detail);
            case Answer answer when answer.success() -> done(answer);
            case Answer answer -> notDone(answer, AnswerDetail.of(answer, token));
        };
    }

    private CallOutcome<T> done(Answer answer) {
        Optional<T> found = value.apply(answer.json());
        return found.isPresent()
                ? new CallOutcome.Done<>(found.get())
                : unanswered("status " + answer.status() + " without an id");
    }

    private CallOutcome<T> unanswered(String detail) {
        return idempotent
                ? new CallOutcome.TryAgain<>(detail, Optional.empty())
                : new CallOutcome.InDoubt<>(detail);
    }

    private CallOutcome<T> notDone(Answer answer, String detail) {
        return passes(answer.status())
                ? new CallOutcome.TryAgain<>(
                        detail, answer.retryAfter(), !idempotent && byGateway(answer.status()))
                : new CallOutcome.Refused<>(answer.status(), detail);
    }

    /** A gateway can't know what became of the call that it passed on. */
    private static boolean byGateway(int status) {
        return status == 502 || status == 504;
    }

    /** Request time-out, too early, too many requests, and the server's own faults. */
    private static boolean passes(int status) {
        return status == 408 || status == 425 || status == 429 || status >= 500;
    }
}
