package io.attachrelay.validator.inspect.deep.markup;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Goes through markup tag by tag. It takes for a tag whatever a browser might (HTML, section
 * 13.2.5), in XML as well, and needs no well-formed text. Each character is looked at a few times
 * at most.
 */
final class Markup {

    // No program writes more; each takes memory.
    private static final int MOST_ATTRIBUTES = 1_000;
    private static final String TYPE = "<!doctype";
    private static final Pattern SCRIPT_END =
            Pattern.compile("</(?:[\\w-]{1,40}:)?script", Pattern.CASE_INSENSITIVE);

    private final String text;
    private final boolean xml;
    private final boolean all;
    private final Rules rules;
    private int at;
    private int styled;
    private int lastEnd;

    /**
     * @param xml whether CDATA sections hide what stands in them
     * @param all whether all that is active counts, or only what no text would hold as words
     */
    Markup(String text, boolean xml, boolean all) {
        this.text = text;
        this.xml = xml;
        this.all = all;
        this.rules = new Rules(all);
    }

    /**
     * What stands in a text.
     *
     * @param whole whether it is complete; if not, any script may end behind it
     */
    static Markup text(String text, boolean whole) {
        Markup markup = new Markup(text, false, false);
        markup.lastEnd = whole ? lastEnd(text) : text.length();
        return markup;
    }

    private static int lastEnd(String text) {
        return SCRIPT_END.matcher(text).results().mapToInt(MatchResult::start).max().orElse(-1);
    }

    /** The first thing that is active, in words. */
    Optional<String> complaint() {
        Optional<String> found = Optional.empty();
        for (at = text.indexOf('<'); at >= 0 && found.isEmpty(); at = text.indexOf('<', at)) {
            found = next();
        }
        return found;
    }

    private Optional<String> next() {
        int begin = at++;
        char first = at < text.length() ? text.charAt(at) : ' ';
        if (first == '!') {
            return declaration(begin);
        }
        if (first == '?') {
            String instruction = upTo(xml ? "?>" : ">", begin);
            return all ? Declarations.instruction(instruction) : Optional.empty();
        }
        return Character.isLetter(first) || first == '_' ? tag() : Optional.empty();
    }

    private Optional<String> declaration(int begin) {
        if (text.startsWith("<!--", begin)) {
            skipComment(begin + 4);
            return Optional.empty();
        }
        if (xml && text.startsWith("<![CDATA[", begin)) {
            upTo("]]>", begin);
            return Optional.empty();
        }
        String declaration = text.substring(begin, endOfDeclaration(begin));
        at = begin + declaration.length();
        if (!all) {
            return Optional.empty();
        }
        rules.entities(Declarations.hasEntities(declaration));
        return Declarations.complaint(declaration);
    }

    /** The comment's end as the most forgiving reader sees it. */
    private void skipComment(int from) {
        if (text.startsWith(">", from) || text.startsWith("->", from)) {
            at = from;
            return;
        }
        int end = text.indexOf("--", from);
        while (end >= 0 && !text.startsWith("-->", end) && !text.startsWith("--!>", end)) {
            end = text.indexOf("--", end + 1);
        }
        at = end < 0 ? text.length() : end;
    }

    /** A document type may hold others in brackets. */
    private int endOfDeclaration(int begin) {
        int end = text.indexOf('>', begin);
        int bracket = end < 0 ? -1 : text.indexOf('[', begin, end);
        if (bracket >= 0 && text.regionMatches(true, begin, TYPE, 0, TYPE.length())) {
            end = text.indexOf("]", bracket);
            end = end < 0 ? -1 : text.indexOf('>', end);
        }
        return end < 0 ? text.length() : end + 1;
    }

    private String upTo(String end, int begin) {
        int found = text.indexOf(end, begin);
        at = found < 0 ? text.length() : found + end.length();
        return text.substring(begin, at);
    }

    private Optional<String> tag() {
        String name = word().toLowerCase(Locale.ROOT);
        Map<String, String> attributes = attributes();
        if (attributes.size() > MOST_ATTRIBUTES) {
            return Optional.of("a tag with more attributes than can be looked at");
        }
        String inner = name.endsWith("style") ? style() : "";
        boolean mention = !all && Tag.local(name).equals("script") && !ends();
        return rules.complaint(new Tag(mention ? "" : name, attributes, inner));
    }

    /** Whether the script ends that this tag begins; browsers run no other. */
    private boolean ends() {
        return lastEnd >= at || text.charAt(at - 1) == '/';
    }

    /** Up to the next end tag, but nothing twice. */
    private String style() {
        int begin = Math.max(at, styled);
        int end = text.indexOf("</", begin);
        styled = end < 0 ? text.length() : end;
        return text.substring(Math.min(begin, styled), styled);
    }

    private Map<String, String> attributes() {
        Map<String, String> attributes = new LinkedHashMap<>();
        while (attributes.size() <= MOST_ATTRIBUTES && skipBlanks() && text.charAt(at) != '>') {
            int begin = at;
            String name = word().toLowerCase(Locale.ROOT);
            String value = "";
            if (skipSpaces() && text.charAt(at) == '=') {
                at++;
                value = value();
            }
            attributes.putIfAbsent(name, CharacterReferences.decode(value));
            // What is neither a name nor a value must not hold it up.
            at = Math.max(at, begin + 1);
        }
        return attributes;
    }

    private String value() {
        if (!skipSpaces()) {
            return "";
        }
        char quote = text.charAt(at);
        if (quote == '"' || quote == '\'') {
            int end = text.indexOf(quote, at + 1);
            String value = text.substring(at + 1, end < 0 ? text.length() : end);
            at = end < 0 ? text.length() : end + 1;
            return value;
        }
        int begin = at;
        while (at < text.length() && !isSpace(text.charAt(at)) && text.charAt(at) != '>') {
            at++;
        }
        return text.substring(begin, at);
    }

    private String word() {
        int begin = at;
        while (at < text.length() && isWord(text.charAt(at))) {
            at++;
        }
        return text.substring(begin, at);
    }

    /** Whether something follows. */
    private boolean skipBlanks() {
        while (at < text.length() && (isSpace(text.charAt(at)) || text.charAt(at) == '/')) {
            at++;
        }
        return at < text.length();
    }

    private boolean skipSpaces() {
        while (at < text.length() && isSpace(text.charAt(at))) {
            at++;
        }
        return at < text.length();
    }

    private static boolean isWord(char c) {
        return !isSpace(c) && c != '=' && c != '>' && c != '/';
    }

    private static boolean isSpace(char c) {
        return c <= ' ';
    }
}
