package io.attachrelay.validator.inspect.deep.office;

import io.attachrelay.model.FindingCode;
import io.attachrelay.validator.inspect.deep.DeepCheck;
import io.attachrelay.validator.inspect.deep.FindingSink;
import io.attachrelay.validator.inspect.deep.FirstOfEach;
import io.attachrelay.validator.inspect.deep.Place;
import io.attachrelay.validator.inspect.detect.Content;
import io.attachrelay.validator.inspect.detect.Detected;
import io.attachrelay.validator.inspect.detect.ZipPart;
import java.util.Set;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamReader;

/** OpenDocument: macros in the file or called elsewhere, DDE, objects from elsewhere, passwords. */
public final class OdfCheck implements DeepCheck {

    // A library without modules has lists of nothing.
    private static final Pattern MODULE =
            Pattern.compile(
                    "basic/[^/]+/(?!script-l[bc]\\.xml|dialog-l[bc]\\.xml).+|scripts/.*[^/]");
    private static final Pattern XML =
            Pattern.compile("(?:.*/)?(?:content|styles|settings)\\.xml|meta-inf/manifest\\.xml");
    private static final Set<String> DDE =
            Set.of("dde-source", "dde-link", "dde-connection-decl", "dde-connection");
    private static final Set<String> LOADED =
            Set.of("object", "object-ole", "floating-frame", "section-source", "plugin", "applet");

    @Override
    public String name() {
        return "odf";
    }

    @Override
    public Set<FindingCode> finds() {
        return Set.of(
                FindingCode.OFFICE_MACROS,
                FindingCode.OFFICE_EXTERNAL_TEMPLATE,
                FindingCode.OFFICE_DDE,
                FindingCode.ENCRYPTED);
    }

    @Override
    public boolean appliesTo(String type) {
        return type.startsWith("application/vnd.oasis.opendocument.");
    }

    @Override
    public void look(Content content, Detected detected, FindingSink found) {
        FirstOfEach notes = new FirstOfEach(found);
        Parts.of(content).ifPresent(parts -> look(parts, notes));
    }

    private static void look(Parts parts, FirstOfEach notes) {
        parts.named("meta-inf/manifest.xml")
                .forEach(part ->
                        Xml.read(parts.open(part), (name, element) -> manifest(name, notes)));
        for (ZipPart part : parts.all()) {
            if (MODULE.matcher(part.name()).matches()) {
                notes.add(FindingCode.OFFICE_MACROS, part.name());
            }
        }
        if (notes.has(FindingCode.ENCRYPTED)) {
            // What is under a password only looks like XML by its name.
            return;
        }
        parts.all().stream()
                .filter(part -> XML.matcher(part.name()).matches())
                .forEach(part ->
                        Xml.read(
                                parts.open(part),
                                (name, element) -> element(name, element, notes)));
    }

    private static void manifest(String name, FindingSink found) {
        if (name.equals("encryption-data")) {
            found.add(FindingCode.ENCRYPTED, "parts under a password");
        }
    }

    private static void element(String name, XMLStreamReader element, FindingSink found) {
        String place = Xml.attribute(element, "href");
        if (place.startsWith("vnd.sun.star.script:") || place.startsWith("macro:")) {
            found.add(FindingCode.OFFICE_MACROS, "a macro that is called");
        }
        if (DDE.contains(name)) {
            found.add(FindingCode.OFFICE_DDE, name);
        }
        if (LOADED.contains(name) && Place.isElsewhere(place)
                || name.equals("image") && Place.isShare(place)) {
            found.add(FindingCode.OFFICE_EXTERNAL_TEMPLATE, name);
        }
    }
}
