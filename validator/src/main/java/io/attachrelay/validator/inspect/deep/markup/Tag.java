package io.attachrelay.validator.inspect.deep.markup;

import java.util.Map;

/**
 * A start tag.
 *
 * @param fullName in lower case, with its prefix
 * @param attributes values by names in lower case, character references resolved
 * @param inner the text behind a style tag, else empty
 */
record Tag(String fullName, Map<String, String> attributes, String inner) {

    /** Without a prefix. */
    String name() {
        return local(fullName);
    }

    /** Its value; empty if there is none. */
    String attribute(String name) {
        return attributes.getOrDefault(name, "");
    }

    /** What it points at, in HTML's or SVG's way. */
    String href() {
        String href = attribute("href");
        return Urls.plain(href.isEmpty() ? attribute("xlink:href") : href);
    }

    static String local(String name) {
        return name.substring(name.lastIndexOf(':') + 1);
    }
}
