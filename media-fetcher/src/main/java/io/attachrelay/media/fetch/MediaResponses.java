package io.attachrelay.media.fetch;

import io.attachrelay.model.ReasonCode;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import okhttp3.Response;

/** Tells what a media host's last response means. */
record MediaResponses(long maxBytes, Clock clock) {

    /**
     * Reads the head of a reply, and closes it unless its bytes are wanted.
     *
     * @param asked what of the medium; empty for all of it
     */
    MediaAnswer read(Reply reply, Optional<Rest> asked) {
        MediaAnswer answer = asked.map(rest -> rest(reply, rest)).orElseGet(() -> whole(reply));
        if (!(answer instanceof MediaAnswer.Body)) {
            reply.close();
        }
        return answer;
    }

    private MediaAnswer whole(Reply reply) {
        Response response = reply.response();
        return fault(response)
                .<MediaAnswer>map(outcome -> new MediaAnswer.End(outcome, reply.isTokenRefused()))
                .orElseGet(() -> new MediaAnswer.Body(reply, Rest.of(response)));
    }

    private MediaAnswer rest(Reply reply, Rest asked) {
        Response response = reply.response();
        return switch (response.code()) {
            case 206 -> part(reply, asked);
            case 401, 403, 404, 408, 410, 425, 429 -> whole(reply);
            default -> response.code() >= 500 ? whole(reply) : new MediaAnswer.Other();
        };
    }

    private static MediaAnswer part(Reply reply, Rest asked) {
        return asked.confirmedBy(reply.response())
                .filter(_ -> isPlain(reply.response()))
                .<MediaAnswer>map(rest -> new MediaAnswer.Body(reply, Optional.of(rest)))
                .orElseGet(MediaAnswer.Other::new);
    }

    private Optional<FetchOutcome> fault(Response response) {
        return switch (response.code()) {
            case 200 -> faultOfBody(response);
            case 403, 404, 410 -> Optional.of(new FetchOutcome.Gone(response.code()));
            default -> Optional.of(tryAgain("status " + response.code(), retryAfter(response)));
        };
    }

    private Optional<FetchOutcome> faultOfBody(Response response) {
        if (!isPlain(response)) {
            return Optional.of(tryAgain("an encoded body, which was not asked for"));
        }
        if (response.body().contentLength() > maxBytes) {
            return Optional.of(new FetchOutcome.Refused(ReasonCode.TOO_LARGE));
        }
        return isEndVisible(response)
                ? Optional.empty()
                : Optional.of(
                        tryAgain("a body without length, which can't be told from a cut one"));
    }

    private static boolean isPlain(Response response) {
        return response.header("Content-Encoding", "identity").equalsIgnoreCase("identity");
    }

    private static boolean isEndVisible(Response response) {
        return response.body().contentLength() >= 0
                || response.header("Transfer-Encoding", "").equalsIgnoreCase("chunked");
    }

    private Optional<Duration> retryAfter(Response response) {
        return response.code() == 429 || response.code() >= 500
                ? RetryAfter.in(response.headers(), clock.instant())
                : Optional.empty();
    }

    static FetchOutcome tryAgain(String detail) {
        return tryAgain(detail, Optional.empty());
    }

    private static FetchOutcome tryAgain(String detail, Optional<Duration> retryAfter) {
        return new FetchOutcome.HostFault("the media host answered with " + detail, retryAfter);
    }
}
