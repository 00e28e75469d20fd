package io.attachrelay.platform.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.attachrelay.model.Excerpt;
import io.attachrelay.platform.http.Reply.Answer;
import java.nio.charset.StandardCharsets;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a platform said when it did not do a call: short, printable, and without secrets. */
final class AnswerDetail {

    private static final int LONGEST = 200;

    private static final Pattern INVISIBLE = Pattern.compile("[\\p{C}\\p{Z}]+");
    private static final Pattern URL = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]{0,15}://\\S+");

    /** A bearer token after its scheme, or a JSON web token anywhere. */
    private static final Pattern TOKEN =
            Pattern.compile("(?i)bearer\\s+\\S+|(?<![\\w-])eyJ[\\w-]+\\.[\\w-]+\\.[\\w-]*");

    private AnswerDetail() {}

    /** The status and, if the body says something, its words. */
    static String of(Answer answer, String token) {
        String status = "status " + answer.status();
        String words = Excerpt.begin(clean(said(answer), token), LONGEST);
        return words.isEmpty() ? status : status + ": " + words;
    }

    private static String said(Answer answer) {
        JsonNode json = answer.json();
        if (json.isContainerNode()) {
            return Stream.of(json, json.path("error"), json.path("errors").path(0))
                    .flatMap(AnswerDetail::message)
                    .findFirst()
                    .orElse("");
        }
        String text = new String(answer.body(), StandardCharsets.UTF_8);
        return text.stripLeading().startsWith("<") ? "" : text; // a page tells nothing
    }

    private static Stream<String> message(JsonNode json) {
        return Stream.of("message", "error_description", "detail", "title", "error", "code")
                .map(json::path)
                .filter(JsonNode::isTextual)
                .map(JsonNode::textValue)
                .filter(Predicate.not(String::isBlank));
    }

    private static String clean(String said, String token) {
        String line = INVISIBLE.matcher(said).replaceAll(" ").strip().replace(token, "[token]");
        return TOKEN.matcher(URL.matcher(line).replaceAll("[url]")).replaceAll("[token]");
    }
}
