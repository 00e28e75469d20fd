package io.attachrelay.validator.inspect.deep.script;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Lines of vCards and calendars (RFC 6350 and 5545) that start or hold a program, in texts that are
 * named after them as well.
 */
final class CardLinks {

    private static final Pattern FOLD = Pattern.compile("\\r?\\n[ \\t]");
    private static final Pattern ALARM =
            Pattern.compile(
                    "^ACTION(?:;[^:\\r\\n]{0,80})?:\\s*PROCEDURE\\b",
                    Pattern.MULTILINE | Pattern.CASE_INSENSITIVE);
    private static final Pattern LINK =
            Pattern.compile(
                    "^(?:[\\w-]{1,20}\\.)?(?:URL|ATTACH|PHOTO|LOGO|SOUND|KEY|SOURCE|FBURL|CALURI|IMAGE"
                            + "|CONFERENCE|X-[\\w-]{1,40})(?:;[^:\\r\\n]{0,200})?:\\s*"
                            + "(?:(?:java|vb)script:|data:text/html|file:|\\\\\\\\|ms-\\w+:)",
                    Pattern.MULTILINE | Pattern.CASE_INSENSITIVE);
    // The first letters of a Windows, Linux or shortcut file in base 64.
    private static final Pattern PROGRAM =
            Pattern.compile(
                    "^(?:[\\w-]{1,20}\\.)?[\\w-]{1,40};[^:\\r\\n]{0,200}(?:BASE64|ENCODING=B\\b)[^:\\r\\n]{0,200}:"
                            + "\\s*(?:TV[opqr]|f0VMR|TAAAAAEUAg)",
                    Pattern.MULTILINE | Pattern.CASE_INSENSITIVE);

    private CardLinks() {}

    /** What starts a program, in words. */
    static Optional<String> of(String text) {
        if (!text.contains("BEGIN:V") && !text.contains("begin:v")) {
            return Optional.empty();
        }
        String lines = FOLD.matcher(text).replaceAll("");
        if (ALARM.matcher(lines).find()) {
            return Optional.of("an alarm that starts a program");
        }
        if (LINK.matcher(lines).find()) {
            return Optional.of("an address that is a program or a file elsewhere");
        }
        return PROGRAM.matcher(lines).find() ? Optional.of("a program") : Optional.empty();
    }
}
