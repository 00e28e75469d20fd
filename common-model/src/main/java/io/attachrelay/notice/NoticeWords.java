package io.attachrelay.notice;

import io.attachrelay.model.Language;
import io.attachrelay.model.ReasonCode;
import java.util.List;
import java.util.Map;

/**
 * What a tenant's agents are told, as plain text. Names of files come in as they may be shown:
 * whoever asks has made them safe. Safe for all threads.
 */
public final class NoticeWords {

    private final String tenant;
    private final Language language;
    private final Phrases phrases;
    private final List<OwnText> own;

    /**
     * @param own the narrowest first
     */
    NoticeWords(String tenant, Language language, Phrases phrases, List<OwnText> own) {
        this.tenant = tenant;
        this.language = language;
        this.phrases = phrases;
        this.own = own;
    }

    /**
     * A file of the customer's can't be used: which, why, and whether it helps to ask for it again.
     */
    public String unusable(FileMention file, ReasonCode reason) {
        return text(Occasion.ARRIVED, file, reason)
                .filled(
                        Map.of(
                                "file", phrases.name(file),
                                "reason", phrases.reason(reason),
                                "advice", phrases.advice(Advice.of(reason))));
    }

    /**
     * A message to the customer did not go out, or nobody knows whether it did.
     *
     * @param detail more about the reason that an agent can use
     */
    public String notSent(FileMention file, ReasonCode reason, Detail detail) {
        String more = more(detail);
        String why = phrases.reason(reason) + (more.isEmpty() ? "" : " (" + more + ")");
        return text(Occasion.NOT_SENT, file, reason)
                .filled(Map.of("file", phrases.name(file), "reason", why));
    }

    /** What its customers read in place of files. */
    public CustomerWords toCustomers() {
        return new CustomerWords(language, phrases);
    }

    /** Decision 0034: a language has words for it, or it is not said. */
    private String more(Detail detail) {
        boolean english = language == Language.ENGLISH;
        return switch (detail) {
            case Detail.None _ -> "";
            case Detail.InEnglish(var text) -> english ? text : "";
            case Detail.Because(var cause) ->
                    english ? cause.codeAndWords() : phrases.reason(cause);
        };
    }

    private Template text(Occasion occasion, FileMention file, ReasonCode reason) {
        return own.stream()
                .filter(text -> text.scope().covers(occasion, tenant, language, reason))
                .findFirst()
                .map(OwnText::template)
                .orElseGet(() -> phrases.template(occasion, file, reason));
    }
}
