package io.attachrelay.gateway.http;

import io.javalin.http.Context;
import java.time.Duration;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.io.AbstractEndPoint;
import org.eclipse.jetty.server.Request;

/** The connection that a request came on. */
final class Line {

    private final AbstractEndPoint end;
    private final long normal;

    private Line(AbstractEndPoint end) {
        this.end = end;
        this.normal = end.getIdleTimeout();
    }

    static Line of(Context ctx) {
        var connection = request(ctx).getConnectionMetaData().getConnection();
        return new Line((AbstractEndPoint) connection.getEndPoint());
    }

    /** When the request's first byte came, as {@link System#nanoTime()} tells it. */
    static long beginOf(Context ctx) {
        return request(ctx).getBeginNanoTime();
    }

    private static Request request(Context ctx) {
        return ServletContextRequest.getServletContextRequest(ctx.req());
    }

    /** From now on silence of that length counts as failure, or of the usual one if it is less. */
    void expectWithin(Duration time) {
        // Jetty counts from the last byte, which may be long ago.
        end.setIdleTimeout(Math.min(normal, end.getIdleFor() + time.toMillis() + 1));
    }

    /** Silence is as good as ever: the next move is ours. */
    void relax() {
        end.setIdleTimeout(normal);
    }
}
