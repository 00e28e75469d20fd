package io.attachrelay.media.fetch;

import java.io.InputStream;
import java.util.Optional;

/** What came of asking a media host. */
sealed interface MediaAnswer {

    /**
     * The medium's bytes are coming; closed by who asked.
     *
     * @param rest how to ask for what is missing when they stop too early, counted from the first
     *     of them; empty if the host can't be asked
     */
    record Body(Reply reply, Optional<Rest> rest) implements MediaAnswer, AutoCloseable {

        InputStream stream() {
            return reply.response().body().byteStream();
        }

        @Override
        public void close() {
            reply.close();
        }
    }

    /** Not the rest that was asked for: the medium is another one now, or never comes in parts. */
    record Other() implements MediaAnswer {}

    /**
     * No bytes, and that is the end of it.
     *
     * @param tokenRefused whether another token may help
     */
    record End(FetchOutcome outcome, boolean tokenRefused) implements MediaAnswer {}
}
