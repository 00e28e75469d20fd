package io.attachrelay.validator.inspect.deep.script;

import static java.util.Map.entry;
import static java.util.stream.Collectors.toMap;

import io.attachrelay.model.FindingCode;
import io.attachrelay.validator.inspect.deep.DeepCheck;
import io.attachrelay.validator.inspect.deep.FindingSink;
import io.attachrelay.validator.inspect.detect.Content;
import io.attachrelay.validator.inspect.detect.Detected;
import io.attachrelay.validator.inspect.detect.PlainText;
import io.attachrelay.validator.inspect.detect.ScriptLanguage;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Texts that are written in a language which an interpreter on somebody's machine runs, and tables
 * with a formula that starts a program.
 */
public final class ScriptCheck implements DeepCheck {

    private static final Map<String, String> WORDS =
            Stream.concat(
                            Arrays.stream(ScriptLanguage.values())
                                    .map(language -> entry(language.type(), language.words())),
                            Stream.of("text/x-perl", "text/x-ruby", "text/x-lua", "text/x-tcl")
                                    .map(type -> entry(type, type)))
                    .collect(toMap(Map.Entry::getKey, Map.Entry::getValue, (first, _) -> first));

    private static final Set<String> TEXTS =
            Set.of("text/csv", "text/plain", "text/vcard", "text/calendar");

    @Override
    public String name() {
        return "script";
    }

    @Override
    public Set<FindingCode> finds() {
        return Set.of(FindingCode.SCRIPT);
    }

    @Override
    public boolean appliesTo(String type) {
        return WORDS.containsKey(type) || TEXTS.contains(type);
    }

    @Override
    public void look(Content content, Detected detected, FindingSink found) {
        String words = WORDS.get(detected.type());
        Optional<String> what = words == null ? inText(content) : Optional.of(words);
        what.ifPresent(script -> found.add(FindingCode.SCRIPT, script));
    }

    /** A text is what its name makes of it: table programs open any text, and so do cards. */
    private static Optional<String> inText(Content content) {
        return PlainText.of(content)
                .flatMap(text -> CommandText.of(text, content).or(() -> CardLinks.of(text)))
                .or(() -> inCells(content));
    }

    private static Optional<String> inCells(Content content) {
        return PlainText.parts(content).stream()
                .filter(text -> TableFormulas.callProgram(text, content))
                .findFirst()
                .map(_ -> "a formula that starts a program");
    }
}
