package io.attachrelay.media.fetch;

import java.io.IOException;

/** The tokens of the tenant whose media is fetched. */
public interface BearerTokens {

    /**
     * A token that is thought to be valid.
     *
     * @throws IOException if none can be had now
     */
    String token() throws IOException;

    /** Says that the media host refused {@code token}. */
    void refused(String token);

    /**
     * Says that the media host refused one file to {@code token}, which may be good for others:
     * another one is worth a try, and where none can be had this one is used again.
     */
    default void doubted(String token) {
        refused(token);
    }
}
