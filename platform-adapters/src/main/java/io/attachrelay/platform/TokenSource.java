package io.attachrelay.platform;

import java.io.IOException;

/**
 * Bearer tokens of one tenant: fetched once for many callers, kept until shortly before they
 * expire.
 */
public interface TokenSource {

    /**
     * A token that is thought to be valid.
     *
     * @throws IOException if the token endpoint can't be reached or refuses; the message holds no
     *     secret
     */
    String token() throws IOException;

    /**
     * Says that the platform refused {@code token}, so that the next call fetches another, once for
     * all callers.
     */
    void refused(String token);

    /**
     * Says that {@code token} was refused for one thing and may be good for all else: the next call
     * asks for another, and where none can be had this one counts again.
     */
    default void doubted(String token) {
        refused(token);
    }
}
