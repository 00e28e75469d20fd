package io.attachrelay.deploy.system;

import io.attachrelay.media.fetch.BearerTokens;
import io.attachrelay.platform.TokenSource;
import java.io.IOException;

/** Lets media be fetched with a platform's tokens: the two modules do not know each other. */
record FetchTokens(TokenSource tokens) implements BearerTokens {

    @Override
    public String token() throws IOException {
        return tokens.token();
    }

    @Override
    public void refused(String token) {
        tokens.refused(token);
    }
}
