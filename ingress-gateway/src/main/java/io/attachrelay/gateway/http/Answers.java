package io.attachrelay.gateway.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import io.attachrelay.gateway.intake.Answer;
import io.attachrelay.gateway.intake.ProblemCode;
import io.attachrelay.model.Json;
import io.javalin.http.Context;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;

/** Writes answers: JSON for what was done, {@code application/problem+json} for what was not. */
final class Answers {

    static final String RETRY_AFTER = "Retry-After";
    static final String PROBLEM_TYPE = "application/problem+json";

    private static final String JSON_TYPE = "application/json";

    private static final String PROBLEMS = "https://attachrelay.io/problems/";

    // Nearly all answers are of this kind, and the mapper would look for its writer each time.
    private static final ObjectWriter ACKNOWLEDGED =
            Json.mapper().writerFor(Answer.Acknowledged.class);

    private Answers() {}

    static void write(Context ctx, Answer answer) {
        switch (answer) {
            case Answer.Acknowledged a -> acknowledge(ctx, bytes(ACKNOWLEDGED, a));
            case Answer.Received(var receipt) -> json(ctx, 201, receipt);
            case Answer.Problem p -> problem(ctx, p);
        }
    }

    static void json(Context ctx, int status, Object body) {
        ctx.status(status).contentType(JSON_TYPE).result(bytes(body));
    }

    /** At once: Javalin's result is copied through a buffer of 8 KB that is made anew each time. */
    private static void acknowledge(Context ctx, byte[] body) {
        HttpServletResponse response = ctx.status(200).contentType(JSON_TYPE).res();
        response.setContentLength(body.length);
        try {
            response.getOutputStream().write(body);
        } catch (IOException _) {
            // The platform went away and asks again.
        }
    }

    private static void problem(Context ctx, Answer.Problem problem) {
        Leftovers.drain(ctx);
        if (problem.code() == ProblemCode.BAD_TOKEN) {
            ctx.header("WWW-Authenticate", "Bearer");
        }
        retryAfter(problem).ifPresent(seconds -> ctx.header(RETRY_AFTER, seconds));
        ctx.status(problem.code().status())
                .contentType(PROBLEM_TYPE)
                .result(bytes(ProblemBody.of(problem, problem.code().status())));
    }

    /** What the header {@link #RETRY_AFTER} says, if the problem has one. */
    static Optional<String> retryAfter(Answer.Problem problem) {
        return problem.retryAfter().map(time -> seconds(time, problem.code()));
    }

    /** Whole seconds, rounded up. No platform waits for more than a minute, but limits may. */
    private static String seconds(Duration time, ProblemCode code) {
        long most = code == ProblemCode.TOO_MANY_REQUESTS ? Long.MAX_VALUE : 60;
        return Long.toString(Math.clamp(time.plusNanos(999_999_999).toSeconds(), 1, most));
    }

    static byte[] bytes(Object body) {
        return bytes(Json.mapper().writer(), body);
    }

    private static byte[] bytes(ObjectWriter writer, Object body) {
        try {
            return writer.writeValueAsBytes(body);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A problem as RFC 9457 wants it, and its stable code. */
    record ProblemBody(String type, String title, int status, String code, String detail) {

        /**
         * @param status the answer's, which may be finer than that of the code
         */
        static ProblemBody of(Answer.Problem problem, int status) {
            ProblemCode code = problem.code();
            return new ProblemBody(
                    PROBLEMS + code.wireName(),
                    code.title(),
                    status,
                    code.wireName(),
                    problem.detail());
        }
    }
}
