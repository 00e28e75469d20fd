package io.attachrelay.validator.inspect.deep.markup;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What makes a tag active. In a text, words such as {@code <iframe>} may be meant; a script, a
 * handler and an address that is a program are not.
 */
final class Rules {

    private static final Set<String> ACTIVE =
            Set.of(
                    "iframe",
                    "frame",
                    "frameset",
                    "object",
                    "embed",
                    "applet",
                    "foreignobject",
                    "handler",
                    "listener",
                    "portal",
                    "base",
                    "bgsound");
    private static final Set<String> ANIMATIONS =
            Set.of("set", "animate", "animatecolor", "animatemotion", "animatetransform");

    // What loads what it points at.
    private static final Set<String> LOADING =
            Set.of("image", "feimage", "font-face-uri", "cursor");
    private static final Pattern HANDLER = Pattern.compile("on[a-z]{3,}");
    private static final Pattern STYLE =
            Pattern.compile(
                    "expression\\s*\\(|javascript:|-moz-binding|behaviou?r\\s*:|@import",
                    Pattern.CASE_INSENSITIVE);
    private static final Pattern STYLE_FROM_ELSEWHERE =
            Pattern.compile(
                    "url\\(\\s*[\"']?\\s*(?:https?:|//|ftp:|file:)", Pattern.CASE_INSENSITIVE);

    private final boolean all;
    private boolean entities;

    Rules(boolean all) {
        this.all = all;
    }

    /** Whether the text declares entities, which may stand for an address. */
    void entities(boolean declared) {
        entities |= declared;
    }

    /** Why a tag is active, in words. */
    Optional<String> complaint(Tag tag) {
        if (tag.name().equals("script")) {
            return Optional.of("a script");
        }
        Optional<String> program =
                tag.attributes().entrySet().stream()
                        .filter(this::isProgram)
                        .map(attribute -> tag.name() + " with " + attribute.getKey())
                        .findFirst();
        return program.isPresent() || !all ? program : active(tag);
    }

    private boolean isProgram(Map.Entry<String, String> attribute) {
        String name = Tag.local(attribute.getKey());
        String url = Urls.plain(attribute.getValue());
        return HANDLER.matcher(name).matches() && !url.isEmpty()
                || Urls.isScript(url)
                || name.equals("values") && url.contains("javascript:")
                || all
                        && (name.equals("srcdoc")
                                || entities && name.equals("href") && url.startsWith("&"));
    }

    private static Optional<String> active(Tag tag) {
        boolean active =
                ACTIVE.contains(tag.name())
                        || refreshes(tag)
                        || isStyle(tag)
                        || loads(tag)
                        || animatesAddress(tag)
                        || transforms(tag);
        return active ? Optional.of(tag.fullName()) : Optional.empty();
    }

    private static boolean refreshes(Tag tag) {
        String kind = Urls.plain(tag.attribute("http-equiv"));
        return tag.name().equals("meta") && (kind.equals("refresh") || kind.equals("set-cookie"));
    }

    private static boolean isStyle(Tag tag) {
        String style = tag.attribute("style") + "\n" + tag.inner();
        return STYLE.matcher(style).find() || STYLE_FROM_ELSEWHERE.matcher(style).find();
    }

    private static boolean loads(Tag tag) {
        String href = tag.href();
        return switch (tag.name()) {
            case "use" -> !href.isEmpty() && !href.startsWith("#");
            case "link" -> Urls.isElsewhere(href) || tag.attribute("rel").contains("import");
            default -> LOADING.contains(tag.name()) && Urls.isElsewhere(href);
        };
    }

    private static boolean animatesAddress(Tag tag) {
        String what = Tag.local(Urls.plain(tag.attribute("attributename")));
        return ANIMATIONS.contains(tag.name())
                && (what.equals("href") || HANDLER.matcher(what).matches());
    }

    private static boolean transforms(Tag tag) {
        return tag.fullName().startsWith("xsl:") || tag.fullName().equals("xi:include");
    }
}
