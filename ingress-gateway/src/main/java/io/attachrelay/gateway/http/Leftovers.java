package io.attachrelay.gateway.http;

import io.attachrelay.gateway.http.TimedBody.Patience;
import io.attachrelay.gateway.intake.Deadline;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/**
 * Reads what is left of a body that nobody wants. A server that answers and closes while the client
 * still sends resets the connection, and many clients then never see the answer.
 */
final class Leftovers {

    /** As much as a client may send in vain; beyond it the connection is cut. */
    private static final long LIMIT = 64L << 20;

    /** As long as a client may go on in vain, unless it was told another time before. */
    private static final Duration LONGEST = Duration.ofSeconds(2);

    private static final int CHUNK = 64 << 10;

    private Leftovers() {}

    static void drain(Context ctx) {
        if (ctx.header("Expect") != null) {
            // This client asked before sending, and the answer keeps it from doing so.
            return;
        }
        try {
            drain(TimedBody.of(ctx, Patience.until(Deadline.in(LONGEST))));
        } catch (IOException _) {
            // Whoever is gone needs no answer, and whoever is slow will find the connection closed.
        }
    }

    private static void drain(InputStream body) throws IOException {
        byte[] chunk = new byte[CHUNK];
        long left = LIMIT;
        int n = 0;
        while (left > 0 && n >= 0) {
            n = body.read(chunk);
            left -= n;
        }
    }
}
