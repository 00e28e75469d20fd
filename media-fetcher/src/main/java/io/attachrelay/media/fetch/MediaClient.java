package io.attachrelay.media.fetch;

import io.attachrelay.settings.FetchSettings;
import java.io.IOException;
import java.time.Clock;
import java.util.Set;

/** Asks media hosts for media, once more with a fresh token if the first is refused. */
final class MediaClient {

    static final FetchOutcome NO_TOKEN = new FetchOutcome.OtherFault("no token can be had");

    private final MediaHttp http;
    private final MediaResponses responses;
    private final Set<String> openHosts;

    MediaClient(FetchSettings settings, Clock clock, Network network) {
        this.http = new MediaHttp(settings, network);
        this.responses = new MediaResponses(settings.maxBytes(), clock);
        this.openHosts = settings.allowPrivateHosts();
    }

    /**
     * Asks for a medium or what is missing of it.
     *
     * @throws IOException if the host can't be reached
     */
    MediaAnswer get(Question question) throws IOException {
        try {
            return getWithToken(question);
        } catch (NoTokenException _) {
            return new MediaAnswer.End(NO_TOKEN, false);
        }
    }

    private MediaAnswer getWithToken(Question question) throws IOException {
        BearerTokens tokens = question.request().tokens();
        String token = token(tokens);
        MediaAnswer answer = journey(question, token).begin();
        if (answer instanceof MediaAnswer.End(var outcome, var tokenRefused) && tokenRefused) {
            if (outcome instanceof FetchOutcome.Gone) {
                tokens.doubted(token);
            } else {
                tokens.refused(token);
            }
            return journey(question, token(tokens)).begin();
        }
        return answer;
    }

    private Journey journey(Question question, String token) {
        return new Journey(http, responses, openHosts, question, token);
    }

    private static String token(BearerTokens tokens) throws NoTokenException {
        try {
            return tokens.token();
        } catch (IOException e) {
            throw new NoTokenException(e);
        }
    }
}
