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
            case Unanswered(var detail) -> unanswered(detail, false);
            case Answer answer when answer.success() -> done(answer);
            case Answer answer -> notDone(answer, AnswerDetail.of(answer, token));
        };
    }

    private CallOutcome<T> done(Answer answer) {
        Optional<T> found = value.apply(answer.json());
        return found.isPresent()
                ? new CallOutcome.Done<>(found.get())
                : unanswered("status " + answer.status() + " without an id", true);
    }

    private CallOutcome<T> unanswered(String detail, boolean taken) {
        return idempotent
                ? new CallOutcome.TryAgain<>(detail, Optional.empty())
                : new CallOutcome.InDoubt<>(detail, taken);
    }

    private CallOutcome<T> notDone(Answer answer, String detail) {
        if (!passes(answer.status())) {
            return new CallOutcome.Refused<>(answer.status(), detail);
        }
        return idempotent || surelyNotDone(answer.status())
                ? new CallOutcome.TryAgain<>(detail, answer.retryAfter())
                : new CallOutcome.InDoubt<>(detail);
    }

    /** Request time-out, too early, too many requests, and the server's own faults. */
    private static boolean passes(int status) {
        return status == 408 || status == 425 || status == 429 || status >= 500;
    }

    /**
     * Whether a passing fault says that nothing was done. So does a 408: the request never came
     * whole (RFC 9110, 15.5.9). A server that broke down in the middle (500) and a gateway that got
     * no answer (502, 504, Cloudflare's 520, 522, 524) can't say so; one that reached no server can
     * (Cloudflare's 521, 523). Decision 0007.
     */
    private static boolean surelyNotDone(int status) {
        return status < 500 || status == 503 || status == 521 || status == 523;
    }
}
