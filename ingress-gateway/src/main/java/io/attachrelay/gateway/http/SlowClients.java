package io.attachrelay.gateway.http;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.MetaData;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.ConnectionMetaData;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpStream;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

/**
 * Cuts connections whose other end sends a request's head too slowly, or does not read what it is
 * answered. The server's own idle timeout notices neither, since single bytes keep it content.
 * Bodies are timed where they are read ({@link TimedBody}). Decision 0014 says why.
 */
final class SlowClients extends Handler.Wrapper {

    private final Duration firstHead;
    private final Duration nextHead;
    private final Scheduler scheduler;
    private final HeadTimes heads;

    /**
     * @param patience for the head of a connection's first request, and for each piece of an answer
     * @param keepAlive from an answer's end to the end of the next request's head; whoever may be
     *     silent so long gains nothing by dripping
     */
    SlowClients(Duration patience, Duration keepAlive, Scheduler scheduler) {
        this.firstHead = patience;
        this.nextHead = keepAlive;
        this.scheduler = scheduler;
        this.heads = new HeadTimes(scheduler);
    }

    /** To be told of a connector's connections. */
    Connection.Listener connections() {
        return new Connection.Listener() {
            @Override
            public void onOpened(Connection connection) {
                // Below TLS there is another one, whose end is the same.
                if (connection instanceof ConnectionMetaData) {
                    expectHead(connection.getEndPoint(), firstHead);
                }
            }

            @Override
            public void onClosed(Connection connection) {
                heads.isThere(connection.getEndPoint());
            }
        };
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        EndPoint end = request.getConnectionMetaData().getConnection().getEndPoint();
        heads.isThere(end);
        request.addHttpStreamWrapper(stream -> new TimedAnswer(stream, end));
        return super.handle(request, response, callback);
    }

    private void expectHead(EndPoint end, Duration within) {
        if (end.isOpen()) {
            heads.expect(end, within);
        }
    }

    private Scheduler.Task cutAfter(Duration time, EndPoint end) {
        return scheduler.schedule(
                () -> end.close(new TimeoutException("answer taken too slowly")),
                time.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    /** An answer of which each piece must be taken in time. */
    private final class TimedAnswer extends HttpStream.Wrapper {

        private final EndPoint end;

        TimedAnswer(HttpStream stream, EndPoint end) {
            super(stream);
            this.end = end;
        }

        @Override
        public void send(
                MetaData.Request request,
                MetaData.Response response,
                boolean last,
                ByteBuffer content,
                Callback callback) {
            var piece = new Piece(callback);
            super.send(request, response, last, content, piece);
            piece.expect(end);
        }

        @Override
        public void succeeded() {
            // Before the stream's own, which may begin with the next request.
            expectHead(end, nextHead);
            super.succeeded();
        }
    }

    /** What is sent. Mostly it is taken at once, without a timer. */
    private final class Piece extends Callback.Nested {

        private volatile boolean taken;
        private volatile Scheduler.@Nullable Task cut;

        Piece(Callback callback) {
            super(callback);
        }

        void expect(EndPoint end) {
            if (!taken) {
                cut = cutAfter(firstHead, end);
                // It may have been taken since.
                if (taken) {
                    cancel();
                }
            }
        }

        private void cancel() {
            taken = true;
            Scheduler.Task task = cut;
            if (task != null) {
                task.cancel();
            }
        }

        @Override
        public void succeeded() {
            cancel();
            super.succeeded();
        }

        @Override
        public void failed(Throwable fault) {
            cancel();
            super.failed(fault);
        }
    }
}
