package io.attachrelay.validator.inspect.deep.office;

import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Fields of Word that start a program by DDE. */
final class DdeFields {

    /** Of fields' instructions: in letters of every alphabet, and over line ends. */
    static final int ANY_CASE = Pattern.DOTALL | Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;

    private static final Pattern DDE =
            Pattern.compile("[\\s\"]*dde(?:auto)?(?:[\\s\"\\\\].*)?", ANY_CASE);
    // Within a field, one that spells it letter by letter: QUOTE 68 68 69.
    private static final Pattern SPELT = Pattern.compile("quote((?:\\s+\\d{2,3})+)", ANY_CASE);
    private static final Pattern NUMBER = Pattern.compile("\\d+");

    private DdeFields() {}

    /** Whether a field's instruction, as it is or once its inner fields have spoken, is one. */
    static boolean isDde(String instruction) {
        return DDE.matcher(instruction).matches() || DDE.matcher(spoken(instruction)).matches();
    }

    private static String spoken(String instruction) {
        return SPELT.matcher(instruction)
                .replaceAll(spelt -> Matcher.quoteReplacement(letters(spelt)));
    }

    /** What a field of the kind QUOTE puts in its place; empty if it is none that spells. */
    static String quoted(String instruction) {
        var match = SPELT.matcher(instruction.strip());
        return match.lookingAt() ? letters(match.toMatchResult()) : "";
    }

    private static String letters(MatchResult spelt) {
        return NUMBER.matcher(spelt.group(1))
                .results()
                .map(MatchResult::group)
                .map(Integer::parseInt)
                .map(Character::toString)
                .collect(Collectors.joining());
    }
}
