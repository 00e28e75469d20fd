package io.attachrelay.gateway.http;

import io.attachrelay.gateway.intake.Answer.Problem;
import io.attachrelay.gateway.intake.ProblemCode;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** What the server refuses by itself, before or outside of any route, in the form of all others. */
final class ServerProblems extends ErrorHandler {

    /** The problem that stands for a status which the server chose. */
    static Problem of(int status) {
        return switch (status) {
            case 404 -> Problem.of(ProblemCode.NOT_FOUND, "no such path");
            case 405 -> Problem.of(ProblemCode.METHOD_NOT_ALLOWED, "see the header Allow");
            case 413 -> Problem.of(ProblemCode.BODY_TOO_LARGE, "the body is over the limit");
            default ->
                    status < 500
                            ? Problem.of(ProblemCode.MALFORMED, "the request can't be read")
                            : Problem.tryAgain("the gateway failed");
        };
    }

    @Override
    public boolean errorPageForMethod(String method) {
        return true;
    }

    @Override
    protected void generateResponse(
            Request request,
            Response response,
            int status,
            @Nullable String message,
            @Nullable Throwable cause,
            Callback callback) {
        Problem problem = of(status);
        // Finer statuses such as 414 and 431 stay; 500 is none of ours.
        int told = status < 500 ? status : problem.code().status();
        response.setStatus(told);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, Answers.PROBLEM_TYPE);
        Answers.retryAfter(problem)
                .ifPresent(seconds -> response.getHeaders().put(HttpHeader.RETRY_AFTER, seconds));
        byte[] body = Answers.bytes(Answers.ProblemBody.of(problem, told));
        response.write(true, ByteBuffer.wrap(body), callback);
    }
}
