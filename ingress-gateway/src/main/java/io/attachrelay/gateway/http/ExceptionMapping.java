package io.attachrelay.gateway.http;

import io.attachrelay.gateway.intake.Answer;
import io.attachrelay.gateway.intake.Answer.Problem;
import io.attachrelay.gateway.intake.Faults;
import io.attachrelay.gateway.intake.ProblemCode;
import io.attachrelay.gateway.link.TooManyReadersException;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.MethodNotAllowedResponse;
import java.io.IOException;
import java.io.InterruptedIOException;

/** Turns what escapes a route into an answer: a fault of ours is 503, never 500 and never 4xx. */
final class ExceptionMapping {

    private ExceptionMapping() {}

    static void addTo(RoutesConfig routes) {
        routes.exception(
                HttpResponseException.class,
                (e, ctx) -> write(ctx, ServerProblems.of(e.getStatus())));
        routes.exception(MethodNotAllowedResponse.class, ExceptionMapping::refuseMethod);
        routes.exception(
                InterruptedIOException.class,
                (_, ctx) -> write(ctx, Problem.tryAgain("the gateway is closing")));
        routes.exception(
                TooManyReadersException.class,
                (_, ctx) -> write(ctx, Problem.tryAgain("too many read files at the moment")));
        routes.exception(IOException.class, (_, ctx) -> write(ctx, brokenOff()));
        routes.exception(Exception.class, ExceptionMapping::fault);
    }

    private static void refuseMethod(MethodNotAllowedResponse refusal, Context ctx) {
        write(ctx, ServerProblems.of(refusal.getStatus()));
        // Javalin tells the methods under a name that is meant for people; it is the only detail.
        refusal.getDetails().values().forEach(methods -> ctx.header("Allow", methods));
    }

    /** The other side went away: nobody is likely to read this. */
    private static Answer brokenOff() {
        return Problem.of(ProblemCode.MALFORMED, "the request ended early");
    }

    private static void fault(Exception fault, Context ctx) {
        Faults.log("request failed", fault);
        write(ctx, Problem.tryAgain("the gateway failed"));
    }

    private static void write(Context ctx, Answer answer) {
        // Once bytes are out, ending short of the announced length is the only honest answer.
        if (!ctx.res().isCommitted()) {
            // A route that failed may have announced another answer, its length above all.
            ctx.res().reset();
            Answers.write(ctx, answer);
        }
    }
}
