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
import io.attachrelay.validator.inspect.detect.StoppableText;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
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

    // How a cell starts a program (DDE): https://owasp.org/www-community/attacks/CSV_Injection.
    // Tabs begin cells, so only blanks may follow: a run of tabs would be gone through from each.
    private static final Pattern FORMULA =
            Pattern.compile(
                    "(?:^|[,;\\t\"']) *[=+\\-@][\\w\\s+*/()\"-]{0,40}?\\b(?:cmd|powershell|mshta|rundll32"
                            + "|regsvr32|wscript|cscript|msexcel|winword)(?:\\.exe)?\\s*\\|",
                    Pattern.MULTILINE | Pattern.CASE_INSENSITIVE);

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
                .filter(text -> callsProgram(text, content))
                .findFirst()
                .map(_ -> "a formula that starts a program");
    }

    private static boolean callsProgram(String text, Content content) {
        return text.indexOf('|') >= 0 && startsProgram(new StoppableText(text, content))
                || TableFormulas.callProgram(text);
    }

    /** Whether a cell of a table has such a formula. */
    static boolean startsProgram(CharSequence table) {
        return FORMULA.matcher(table).find();
    }
}
