package io.attachrelay.media.fetch;

import io.attachrelay.model.ReasonCode;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import okhttp3.Call;
import okhttp3.Response;

/** Tells what a media host's last response means. */
record MediaResponses(long maxBytes, Clock clock) {

    /** Reads the head of {@code response}, and closes it unless its bytes are wanted. */
    MediaAnswer read(Call call, Response response) {
        MediaAnswer.Body body = new MediaAnswer.Body(call, response);
        Optional<FetchOutcome> fault = fault(response);
        if (fault.isEmpty()) {
            return body;
        }
        body.close();
        boolean tokenRefused = response.code() == 401 || response.code() == 403;
        return new MediaAnswer.End(fault.get(), tokenRefused);
    }

    private Optional<FetchOutcome> fault(Response response) {
        return switch (response.code()) {
            case 200 -> faultOfBody(response);
            case 403, 404, 410 -> Optional.of(new FetchOutcome.Gone(response.code()));
            default -> Optional.of(tryAgain("status " + response.code(), retryAfter(response)));
        };
    }

    private Optional<FetchOutcome> faultOfBody(Response response) {
        if (!response.header("Content-Encoding", "identity").equalsIgnoreCase("identity")) {
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
