package io.attachrelay.gateway.http;

import io.attachrelay.gateway.intake.Deadline;
import io.attachrelay.gateway.intake.TooSlowException;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.TimeoutException;

/**
 * A request's body whose sender has to keep pace; otherwise reading it ends with {@link
 * TooSlowException}, whether nothing comes or single bytes do.
 */
final class TimedBody extends InputStream {

    private final InputStream body;
    private final Line line;
    private final Patience patience;
    private long received;
    private Duration waited = Duration.ZERO;

    private TimedBody(InputStream body, Line line, Patience patience) {
        this.body = body;
        this.line = line;
        this.patience = patience;
    }

    /** How much longer a sender may keep its reader waiting. */
    @FunctionalInterface
    interface Patience {

        /**
         * @param received bytes
         * @param waited the time spent waiting for them; what the reader does with them is not the
         *     sender's fault
         */
        Duration left(long received, Duration waited);

        static Patience until(Deadline end) {
            return (_, _) -> end.left();
        }
    }

    /** The request's body; whoever asks again gets the same, with its first patience. */
    static TimedBody of(Context ctx, Patience patience) throws IOException {
        TimedBody begun = ctx.attribute(TimedBody.class.getName());
        if (begun != null) {
            return begun;
        }
        var body = new TimedBody(ctx.req().getInputStream(), Line.of(ctx), patience);
        ctx.attribute(TimedBody.class.getName(), body);
        return body;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        long begin = System.nanoTime();
        try {
            int n = inTime(bytes, offset, length);
            received += Math.max(0, n);
            return n;
        } finally {
            waited = waited.plusNanos(System.nanoTime() - begin);
        }
    }

    private int inTime(byte[] bytes, int offset, int length) throws IOException {
        Duration left = patience.left(received, waited);
        if (!left.isPositive()) {
            throw new TooSlowException();
        }
        try {
            if (body.available() == 0) {
                line.expectWithin(left);
            }
            return body.read(bytes, offset, length);
        } catch (IOException e) {
            throw e.getCause() instanceof TimeoutException ? new TooSlowException() : e;
        } finally {
            line.relax();
        }
    }
}
