package io.attachrelay.validator.inspect.deep.polyglot;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.attachrelay.validator.inspect.detect.Content;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Pictures, sound and films that an interpreter would run. PHP and phar skip all before their mark,
 * wherever it stands; browsers and mshta do so with scripts in what they are told is HTML;
 * JavaScript takes a header for a name if a comment or a sign of equality follows it. The first and
 * last 64 KB are looked at.
 */
final class ScriptReader implements SecondReader {

    private static final String[] MARKS = {
        "<?php", "<script", "<html", "<iframe", "<!doctype html", "<hta:application"
    };
    private static final String PHAR = "__HALT_COMPILER();";

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

    private static Optional<String> mark(byte[] bytes) {
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '<') {
                for (String mark : MARKS) {
                    if (stands(bytes, i, mark)) {
                        return Optional.of("it holds " + mark);
                    }
                }
            } else if (bytes[i] == '_' && stands(bytes, i, PHAR)) {
                return Optional.of("a phar");
            }
        }
        return Optional.empty();
    }

    private static boolean stands(byte[] bytes, int at, String mark) {
        if (at + mark.length() > bytes.length) {
            return false;
        }
        for (int i = 0; i < mark.length(); i++) {
            if (Character.toLowerCase(bytes[at + i]) != Character.toLowerCase(mark.charAt(i))) {
                return false;
            }
        }
        return true;
    }
}
