package io.attachrelay.media.fetch;

import io.attachrelay.model.ReasonCode;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;

/**
 * One try to reach a medium, over all its redirects. The URL that the platform gave gets the token;
 * a redirect does not take it along (docs/decisions/0011).
 */
final class Journey {

    private static final int MOST_REDIRECTS = 3;

    private final MediaHttp http;
    private final MediaResponses responses;
    private final Set<String> openHosts;
    private final Question question;
    private final String token;

    Journey(
            MediaHttp http,
            MediaResponses responses,
            Set<String> openHosts,
            Question question,
            String token) {
        this.http = http;
        this.responses = responses;
        this.openHosts = openHosts;
        this.question = question;
        this.token = token;
    }

    MediaAnswer begin() throws IOException {
        try {
            Optional<MediaUrl> start = check(question.request().url());
            return start.isPresent() ? travel(start.get()) : notAllowed();
        } catch (IOException e) {
            if (AddressRefusedException.isCauseOf(e)) {
                return notAllowed();
            }
            throw e;
        }
    }

    private MediaAnswer travel(MediaUrl start) throws IOException {
        MediaUrl place = start;
        Reply reply = ask(start, start, Optional.of(token));
        for (int redirects = 0; reply.isRedirect(); redirects++) {
            reply.close();
            if (redirects == MOST_REDIRECTS || reply.location().isEmpty()) {
                return end(MediaResponses.tryAgain("a redirect to nowhere, or too many"));
            }
            Optional<MediaUrl> next = reply.location().flatMap(place::target).flatMap(this::check);
            if (next.isEmpty()) {
                return notAllowed();
            }
            place = next.get();
            reply = askOnTheWay(place, start);
        }
        return responses.read(reply, question.rest());
    }

    private Reply askOnTheWay(MediaUrl place, MediaUrl start) throws IOException {
        Reply reply = ask(place, start, Optional.empty());
        if (!reply.isChallenge() || !place.isOfSameOriginAs(start)) {
            return reply;
        }
        reply.close();
        return ask(place, start, Optional.of(token));
    }

    private Reply ask(MediaUrl place, MediaUrl start, Optional<String> bearing) throws IOException {
        question.trail().goesTo(place, start);
        return http.ask(place, bearing, question);
    }

    private Optional<MediaUrl> check(String url) {
        return MediaUrl.check(url, question.request().mediaHosts(), openHosts);
    }

    private static MediaAnswer notAllowed() {
        return end(new FetchOutcome.Refused(ReasonCode.URL_NOT_ALLOWED));
    }

    private static MediaAnswer end(FetchOutcome outcome) {
        return new MediaAnswer.End(outcome, false);
    }
}
