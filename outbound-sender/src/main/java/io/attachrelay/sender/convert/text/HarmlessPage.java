package io.attachrelay.sender.convert.text;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.Locale;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;
import org.jspecify.annotations.Nullable;

/** A web page without all that acts or that stands elsewhere; pictures in the page itself stay. */
final class HarmlessPage {

    private static final String ACTING_OR_ELSEWHERE =
            "script, iframe, frame, frameset, object, embed, applet, link, base, meta, audio, video,"
                    + " canvas, svg, math, template, input[type=hidden], source, track, bookmarks";
    private static final String FIELDS = "input, textarea, select, button";
    private static final Set<String> LINKS = Set.of("http", "https", "mailto", "tel");
    private static final String SAYS_CHARSET =
            "meta[charset], meta[http-equiv=content-type i][content*=charset]";

    private HarmlessPage() {}

    static Document of(byte[] bytes) throws IOException {
        Document page = parse(bytes, null);
        Charset charset = TextBytes.charset(bytes);
        if (charset.name().equals("windows-1252") && page.select(SAYS_CHARSET).isEmpty()) {
            page = parse(bytes, charset.name());
        }
        page.select(ACTING_OR_ELSEWHERE).remove();
        page.select("noscript, form").unwrap();
        page.select(FIELDS).forEach(field -> instead(field, field.val()));
        page.select("img").forEach(HarmlessPage::onlyInPage);
        page.select("a[href]").forEach(HarmlessPage::onlyHarmless);
        return page;
    }

    private static Document parse(byte[] bytes, @Nullable String charset) throws IOException {
        return Jsoup.parse(new ByteArrayInputStream(bytes), charset, "");
    }

    private static void onlyInPage(Element image) {
        if (!image.attr("src").startsWith("data:image/")) {
            String name = image.attr("alt").strip();
            instead(image, name.isEmpty() ? "" : "[" + name + "]");
        }
    }

    private static void onlyHarmless(Element link) {
        String scheme = link.attr("href").strip().split(":", 2)[0].toLowerCase(Locale.ROOT);
        if (!LINKS.contains(scheme)) {
            link.removeAttr("href");
        }
    }

    private static void instead(Element element, String text) {
        element.replaceWith(new TextNode(text));
    }
}
