package io.attachrelay.validator.inspect.deep.markup;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Document types, entities and processing instructions. Drawing programs declare entities for the
 * names of namespaces; entities that hold markup, other entities or files are an attack.
 */
final class Declarations {

    private static final Pattern ENTITY = Pattern.compile("<!ENTITY\\s", Pattern.CASE_INSENSITIVE);
    private static final Pattern OUTER_ENTITY =
            Pattern.compile(
                    "<!ENTITY\\s+(?:%\\s+\\S+\\s|\\S+\\s+(?:SYSTEM|PUBLIC)\\b)",
                    Pattern.CASE_INSENSITIVE);
    private static final Pattern RICH_ENTITY =
            Pattern.compile(
                    "<!ENTITY\\s+\\S+\\s+(?:\"[^\"<&]*+[<&]|'[^'<&]*+[<&]"
                            + "|[\"']\\s*+(?:javascript|data|vbscript)\\b)",
                    Pattern.CASE_INSENSITIVE);

    // Parameter entities are used in brackets.
    private static final Pattern PARAMETER = Pattern.compile("%[\\w.-]++;");
    private static final Pattern OUTER_TYPE =
            Pattern.compile(
                    "<!DOCTYPE\\s+[^\\[>]*?\\b(?:SYSTEM|PUBLIC\\s+[\"'][^\"']*[\"'])\\s+[\"']([^\"']*)",
                    Pattern.CASE_INSENSITIVE);
    private static final Pattern KNOWN_TYPE =
            Pattern.compile(
                    "(?:https?://(?:www\\.)?(?:w3\\.org|apple\\.com)/.*|about:legacy-compat)?",
                    Pattern.CASE_INSENSITIVE);
    private static final Pattern STYLESHEET =
            Pattern.compile("<\\?xml-stylesheet\\s", Pattern.CASE_INSENSITIVE);
    private static final Pattern CSS =
            Pattern.compile("type\\s*=\\s*[\"']text/css[\"']", Pattern.CASE_INSENSITIVE);
    private static final Pattern ELSEWHERE =
            Pattern.compile(
                    "href\\s*=\\s*[\"']\\s*(?:https?:|//|data:|ftp:|file:)",
                    Pattern.CASE_INSENSITIVE);

    private Declarations() {}

    static boolean hasEntities(String declaration) {
        return ENTITY.matcher(declaration).find();
    }

    static Optional<String> complaint(String declaration) {
        if (OUTER_ENTITY.matcher(declaration).find() || hasParameter(declaration)) {
            return Optional.of("an entity from elsewhere");
        }
        if (RICH_ENTITY.matcher(declaration).find()) {
            return Optional.of("an entity with markup");
        }
        var type = OUTER_TYPE.matcher(declaration);
        return type.lookingAt() && !KNOWN_TYPE.matcher(type.group(1)).matches()
                ? Optional.of("a document type from elsewhere")
                : Optional.empty();
    }

    private static boolean hasParameter(String declaration) {
        int bracket = declaration.indexOf('[');
        return bracket >= 0 && PARAMETER.matcher(declaration).find(bracket);
    }

    static Optional<String> instruction(String instruction) {
        if (!STYLESHEET.matcher(instruction).lookingAt()) {
            return Optional.empty();
        }
        return CSS.matcher(instruction).find() && !ELSEWHERE.matcher(instruction).find()
                ? Optional.empty()
                : Optional.of("a style sheet that transforms or comes from elsewhere");
    }
}
