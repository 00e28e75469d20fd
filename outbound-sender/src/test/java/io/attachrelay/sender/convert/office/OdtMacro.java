package io.attachrelay.sender.convert.office;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Puts a macro into an OpenDocument text that runs when it is opened, where macros may run. */
final class OdtMacro {

    private static final String LISTENER =
            """
            <office:scripts><office:script script:language="ooo:Basic"/><office:event-listeners>
            <script:event-listener script:language="ooo:script" script:event-name="dom:load"
            xlink:href="vnd.sun.star.script:Standard.Module1.Main?language=Basic&amp;location=document" xlink:type="simple"/>
            </office:event-listeners></office:scripts>
            """;

    private static final String LIBRARIES =
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <library:libraries xmlns:library="http://openoffice.org/2000/library" xmlns:xlink="http://www.w3.org/1999/xlink">
            <library:library library:name="Standard" library:link="false"/></library:libraries>
            """;

    private static final String LIBRARY =
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard" library:readonly="false" library:passwordprotected="false">
            <library:element library:name="Module1"/></library:library>
            """;

    private static final String MODULE =
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1" script:language="StarBasic">Sub Main
            %s
            End Sub
            </script:module>
            """;

    private final Map<String, byte[]> parts;

    OdtMacro(Map<String, byte[]> parts) {
        this.parts = parts;
    }

    /** Adds it. */
    void add(String statement) {
        change("content.xml", "<office:scripts/>", LISTENER);
        put("Basic/script-lc.xml", LIBRARIES);
        put("Basic/Standard/script-lb.xml", LIBRARY);
        put("Basic/Standard/Module1.xml", MODULE.formatted(statement));
        change(
                "META-INF/manifest.xml",
                "</manifest:manifest>",
                entry("Basic/script-lc.xml")
                        + entry("Basic/Standard/script-lb.xml")
                        + entry("Basic/Standard/Module1.xml")
                        + "</manifest:manifest>");
    }

    private static String entry(String name) {
        return "<manifest:file-entry manifest:full-path=\"%s\" manifest:media-type=\"text/xml\"/>"
                .formatted(name);
    }

    private void change(String part, String what, String into) {
        String text = new String(parts.get(part), StandardCharsets.UTF_8);
        if (!text.contains(what)) {
            throw new IllegalStateException(part + " has no " + what);
        }
        put(part, text.replace(what, into));
    }

    private void put(String part, String text) {
        parts.put(part, text.getBytes(StandardCharsets.UTF_8));
    }
}
