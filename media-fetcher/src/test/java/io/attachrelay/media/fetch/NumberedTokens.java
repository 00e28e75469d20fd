package io.attachrelay.media.fetch;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Tokens {@code token-0}, {@code token-1} and so on: a new one after each that was refused. */
final class NumberedTokens implements BearerTokens {

    private final List<String> refused = new CopyOnWriteArrayList<>();
    private final List<String> doubted = new CopyOnWriteArrayList<>();

    @Override
    public String token() {
        return "token-" + refused.size();
    }

    @Override
    public void refused(String token) {
        refused.add(token);
    }

    @Override
    public void doubted(String token) {
        refused.add(token);
        doubted.add(token);
    }

    /** Those of the refused ones that may be good for other files. */
    List<String> doubted() {
        return List.copyOf(doubted);
    }

    List<String> refused() {
        return List.copyOf(refused);
    }
}
