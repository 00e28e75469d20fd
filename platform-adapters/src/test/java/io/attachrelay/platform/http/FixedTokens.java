package io.attachrelay.platform.http;

import io.attachrelay.platform.TokenSource;
import java.util.ArrayList;
import java.util.List;

/** Hands out token-1 until it is refused, then token-2, and so on. */
final class FixedTokens implements TokenSource {

    final List<String> refused = new ArrayList<>();

    @Override
    public String token() {
        return "token-" + (refused.size() + 1);
    }

    @Override
    public void refused(String token) {
        refused.add(token);
    }
}
