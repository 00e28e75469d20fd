package io.attachrelay.validator.inspect.deep.markup;

import io.attachrelay.model.FindingCode;
import io.attachrelay.validator.inspect.deep.DeepCheck;
import io.attachrelay.validator.inspect.deep.FindingSink;
import io.attachrelay.validator.inspect.detect.Content;
import io.attachrelay.validator.inspect.detect.Detected;
import io.attachrelay.validator.inspect.detect.PlainText;
import java.util.Optional;
import java.util.Set;

/**
 * Markup that a browser would act on. HTML, SVG and other XML are looked at as a whole; text as far
 * as it is read, and only for what can't be meant as words.
 */
public final class ActiveMarkup implements DeepCheck {

    // Drawings of cities have less.
    private static final int MOST_BYTES = 4 << 20;

    private static final Set<String> MARKUP =
            Set.of("text/html", "application/xml", "text/xml", "multipart/related");
    private static final Set<String> TEXT =
            Set.of("text/plain", "text/csv", "text/vcard", "text/calendar", "text/vtt");

    @Override
    public String name() {
        return "active-markup";
    }

    @Override
    public Set<FindingCode> finds() {
        return Set.of(FindingCode.ACTIVE_MARKUP);
    }

    @Override
    public boolean appliesTo(String type) {
        return isMarkup(type) || TEXT.contains(type);
    }

    @Override
    public void look(Content content, Detected detected, FindingSink found) {
        complaint(content, detected.type())
                .ifPresent(what -> found.add(FindingCode.ACTIVE_MARKUP, what));
    }

    private static Optional<String> complaint(Content content, String type) {
        if (!isMarkup(type)) {
            boolean whole = content.size() <= Content.HEAD_BYTES;
            return PlainText.parts(content).stream()
                    .map(text -> Markup.text(text, whole).complaint())
                    .flatMap(Optional::stream)
                    .findFirst();
        }
        if (content.size() > MOST_BYTES) {
            return Optional.of("more than can be looked through");
        }
        byte[] bytes = content.read(0, MOST_BYTES);
        return MarkupCharset.complaint(bytes)
                .or(() ->
                        new Markup(MarkupCharset.decode(bytes), !type.equals("text/html"), true)
                                .complaint());
    }

    private static boolean isMarkup(String type) {
        return MARKUP.contains(type) || type.endsWith("+xml");
    }
}
