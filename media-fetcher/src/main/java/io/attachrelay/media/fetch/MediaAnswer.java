package io.attachrelay.media.fetch;

import java.io.InputStream;
import okhttp3.Call;
import okhttp3.Response;

/** What came of asking a media host. */
sealed interface MediaAnswer {

    /** The medium's bytes are coming; closed by who asked. */
    record Body(Call call, Response response) implements MediaAnswer, AutoCloseable {

        InputStream stream() {
            return response.body().byteStream();
        }

        /** Ends the call first: closing alone would read on, to keep the connection. */
        @Override
        public void close() {
            call.cancel();
            response.close();
        }
    }

    /**
     * No bytes, and that is the end of it.
     *
     * @param tokenRefused whether another token may help
     */
    record End(FetchOutcome outcome, boolean tokenRefused) implements MediaAnswer {}
}
