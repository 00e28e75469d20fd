package io.attachrelay.validator.inspect.deep.polyglot;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.attachrelay.validator.inspect.detect.Content;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Pictures, sound and films that an interpreter would run. PHP and phar skip all before their mark,
 * wherever it stands; browsers and mshta do so with scripts in what they are told is HTML;
 * JavaScript takes a header for a name if a comment or a sign of equality follows it. The first and
 * last 64 KB are looked at.
 */
final class ScriptReader implements SecondReader {

    // In lower case, each behind an opening bracket.
    private static final List<String> MARKS =
            List.of("?php", "script", "html", "iframe", "!doctype html", "hta:application");
    private static final String PHAR = "__halt_compiler();";

    private static final Pattern JAVASCRIPT =
            Pattern.compile(
                    "(?:GIF8[79]a|BM|RIFF|\u00ff\u00d8\u00ff\u00e0)"
                            + "(?:/\\*.*\\*/\\s*[=;(`\\w]|=\\s*[\\w'\"(\\[/`][\\w\\s'\"().;]).*",
                    Pattern.DOTALL);

    @Override
    public Optional<String> find(Content content, String type) {
        if (!Families.isMedium(type)) {
            return Optional.empty();
        }
        byte[] head = content.head();
        if (content.has(0, "GIF8")
                || content.has(0, "BM")
                || content.has(0, "RIFF")
                || content.has(2, "\u00ff\u00e0/*")) {
            if (JAVASCRIPT.matcher(new String(head, ISO_8859_1)).matches()) {
                return Optional.of("its header begins a script");
            }
        }
        return mark(head)
                .or(() ->
                        content.size() <= head.length
                                ? Optional.empty()
                                : mark(
                                        content.read(
                                                Math.max(head.length, content.size() - head.length),
                                                head.length)));
    }

    // A text, since the machine looks for a character in a text many bytes at a time.
    private static Optional<String> mark(byte[] bytes) {
        String text = new String(bytes, ISO_8859_1);
        for (int at = text.indexOf('<'); at >= 0; at = text.indexOf('<', at + 1)) {
            for (String mark : MARKS) {
                if (text.regionMatches(true, at + 1, mark, 0, mark.length())) {
                    return Optional.of("it holds <" + mark);
                }
            }
        }
        for (int at = text.indexOf("__"); at >= 0; at = text.indexOf("__", at + 1)) {
            if (text.regionMatches(true, at, PHAR, 0, PHAR.length())) {
                return Optional.of("a phar");
            }
        }
        return Optional.empty();
    }
}
