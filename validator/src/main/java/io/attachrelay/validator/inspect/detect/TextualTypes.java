package io.attachrelay.validator.inspect.detect;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Whether a magic number can be believed where the whole file is text: a letter that begins with
 * "BM", "Date:" or "From" is no bitmap, mail or mailbox.
 */
final class TextualTypes {

    private static final Set<String> TEXTUAL =
            Set.of(
                    "application/pdf",
                    "application/rtf",
                    "application/postscript",
                    "application/xml",
                    "application/json",
                    "application/x-subrip",
                    "application/x-tex",
                    "application/x-bat",
                    "application/x-archive",
                    "application/x-tmx",
                    "application/vnd.mif",
                    "application/x-sh",
                    "application/pgp-encrypted",
                    "application/pgp-signature",
                    "application/pgp-keys",
                    "message/rfc822",
                    "message/x-emlx",
                    "multipart/related",
                    "multipart/mixed",
                    "image/x-portable-anymap",
                    "image/x-portable-bitmap",
                    "image/x-portable-graymap",
                    "image/x-portable-pixmap",
                    "image/x-portable-arbitrarymap",
                    "image/x-xbitmap",
                    "image/x-xpixmap");

    private static final Set<String> MAIL =
            Set.of("message/rfc822", "application/mbox", "message/news");

    private static final Pattern MAIL_HEADERS =
            Pattern.compile(
                    "(?im)^(?:from|to|cc|date|message-id|subject|mime-version|received|return-path"
                            + "|content-type|x-[\\w-]+|delivered-to|reply-to|sender)\\s*:");

    // A bracket, which begins JSON, or words: neither a sign, nor a name before a colon or bracket,
    // nor a number alone on its line.
    private static final Pattern BEGINS_WITH_WORDS =
            Pattern.compile(
                    "\\s*[\\[{]|\\s*(?!From )\\p{L}[\\p{L}\\p{M}\\p{Nd}',.-]*(?:[ \\t]+(?![^\\r\\n]{0,30}:)|\\s*$)"
                            + "(?!From )[^\\r\\n]*");

    private static final int LEAST_HEADERS = 3;

    private TextualTypes() {}

    /**
     * Whether a text begins as no format does that is known by its first bytes: with words, or a
     * bracket. It need not be looked for among all types.
     */
    static boolean isMereText(Content content) {
        return PlainText.of(content)
                .filter(text -> BEGINS_WITH_WORDS.matcher(text).lookingAt())
                .isPresent();
    }

    /** Whether a file may be of a type that Tika's magic gave it. */
    static boolean fits(String type, Content content) {
        boolean mail = MAIL.contains(type);
        if (!mail && isTextual(type)) {
            return true;
        }
        Optional<String> text = PlainText.of(content);
        return text.isEmpty() || mail && isMail(text.get());
    }

    private static boolean isTextual(String type) {
        return type.startsWith("text/") || type.endsWith("+xml") || TEXTUAL.contains(type);
    }

    private static boolean isMail(String text) {
        String head = text.split("\r?\n\r?\n", 2)[0];
        return MAIL_HEADERS.matcher(head).results().limit(LEAST_HEADERS).count() == LEAST_HEADERS;
    }
}
