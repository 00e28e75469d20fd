package io.attachrelay.validator.inspect.deep.office;

import io.attachrelay.model.FindingCode;
import io.attachrelay.validator.inspect.deep.DeepCheck;
import io.attachrelay.validator.inspect.deep.FindingSink;
import io.attachrelay.validator.inspect.deep.FirstOfEach;
import io.attachrelay.validator.inspect.deep.Place;
import io.attachrelay.validator.inspect.detect.Content;
import io.attachrelay.validator.inspect.detect.Detected;
import io.attachrelay.validator.inspect.detect.ZipPart;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamReader;

/**
 * Office Open XML: macros whatever the file's type claims, what is loaded from elsewhere, DDE in
 * fields and cells. A part counts for what its content type and its relationships make of it, never
 * for its name.
 */
public final class OoxmlCheck implements DeepCheck {

    private static final String MACROS = ".macroenabled.12";
    private static final String RELATIONS = ".rels";
    // Of all types of parts that are not XML these belong to the document itself.
    private static final Pattern OWN_PART =
            Pattern.compile(
                    "(?:image|audio|video|font)/.*|.*(?:font|printersettings|vbaproject|vmldrawing).*|.*xml");

    private final int levels;

    /** For a document that came alone. */
    public OoxmlCheck() {
        this(CarriedFiles.LEVELS);
    }

    /**
     * @param levels how deep files may still be within each other
     */
    OoxmlCheck(int levels) {
        this.levels = levels;
    }

    @Override
    public String name() {
        return "ooxml";
    }

    @Override
    public Set<FindingCode> finds() {
        return CarriedFiles.FINDS;
    }

    @Override
    public boolean appliesTo(String type) {
        return type.startsWith("application/vnd.openxmlformats-officedocument.")
                || type.startsWith("application/vnd.ms-")
                || type.endsWith(MACROS);
    }

    @Override
    public void look(Content content, Detected detected, FindingSink found) {
        if (!content.has(0, "PK")) {
            return;
        }
        FirstOfEach notes = new FirstOfEach(beside(detected.type(), found));
        CarriedFiles files = new CarriedFiles(content, levels, notes);
        Parts.of(content).ifPresent(parts -> look(parts, files, notes));
    }

    /** Macros of which the type itself tells are noted by another check. */
    private static FindingSink beside(String type, FindingSink found) {
        return (FindingCode code, String detail) -> {
            if (code != FindingCode.OFFICE_MACROS || !type.endsWith(MACROS)) {
                found.add(code, detail);
            }
        };
    }

    private static void look(Parts parts, CarriedFiles files, FindingSink found) {
        ContentTypes types = ContentTypes.of(parts);
        Set<String> carried = new HashSet<>();
        // First what says most: a part that can't be read ends the look.
        parts.all().stream()
                .filter(part -> part.name().endsWith(RELATIONS))
                .forEach(part -> relations(parts, part, types, carried, found));
        for (ZipPart part : parts.all()) {
            if (part.name().endsWith("vbaproject.bin")) {
                found.add(FindingCode.OFFICE_MACROS, part.name());
            }
            types.of(part).forEach(type -> look(parts, part, type, found));
        }
        parts.all().stream()
                .filter(part -> isCarried(part, types.of(part), carried))
                .forEach(part -> {
                    files.lookAtName(part.name(), part.name());
                    files.look(part.name(), () -> parts.file(part));
                });
    }

    private static boolean isCarried(ZipPart part, Set<String> types, Set<String> carried) {
        return carried.contains(Relationships.fileName(part.name()))
                || types.stream().anyMatch(type -> !OWN_PART.matcher(type).matches());
    }

    private static void relations(
            Parts parts, ZipPart part, ContentTypes types, Set<String> carried, FindingSink found) {
        Relationships relations = new Relationships(found, carried);
        Xml.read(parts.open(part), relations);
        if (relations.hasOddLink()) {
            String source = part.name().replace("_rels/", "").replace(RELATIONS, "");
            parts.named(source)
                    .filter(slide -> types.of(slide).stream().anyMatch(OoxmlCheck::isSlide))
                    .forEach(slide ->
                            Xml.read(parts.open(slide), (name, element) -> action(element, found)));
        }
    }

    private static boolean isSlide(String type) {
        return type.contains("presentationml");
    }

    /** What a click on a slide does beyond following a link (ECMA-376 part 1, 21.1.2.3.5). */
    private static void action(XMLStreamReader element, FindingSink found) {
        String action = Xml.lower(element, "action");
        if (action.startsWith("ppaction://program") || action.startsWith("ppaction://macro")) {
            found.add(FindingCode.OFFICE_LINK, "a program");
        }
    }

    private static void look(Parts parts, ZipPart part, String type, FindingSink found) {
        if (type.endsWith("vbaproject") || type.contains("macrosheet")) {
            found.add(FindingCode.OFFICE_MACROS, part.name());
        } else if (!type.endsWith("xml")) {
            return;
        } else if (type.contains("wordprocessingml") || type.contains("ms-word")) {
            Xml.read(
                    parts.open(part),
                    new WordFields(instruction -> Fields.look(instruction, found)));
        } else if (type.contains("externallink")) {
            Xml.read(parts.open(part), (name, element) -> link(name, element, found));
        } else if (type.contains("webextension")) {
            Xml.read(parts.open(part), (name, element) -> extension(name, element, found));
        } else if (type.contains("connections")) {
            Xml.read(
                    parts.open(part),
                    new Connections(
                            () -> found.add(FindingCode.OFFICE_EXTERNAL_TEMPLATE, "a connection")));
        } else if (type.contains("sheet") && Cells.mayCall(parts.open(part))) {
            Xml.read(
                    parts.open(part), new Cells(() -> found.add(FindingCode.OFFICE_DDE, "a cell")));
        }
    }

    private static void link(String name, XMLStreamReader element, FindingSink found) {
        if (name.equals("ddeLink")) {
            found.add(FindingCode.OFFICE_DDE, "a link to " + Xml.attribute(element, "ddeService"));
        }
    }

    /** An add-in from a share is installed nowhere and asked of nobody. */
    private static void extension(String name, XMLStreamReader element, FindingSink found) {
        if (name.equals("reference") && Place.isShare(Xml.attribute(element, "store"))) {
            found.add(FindingCode.OFFICE_EXTERNAL_TEMPLATE, "an add-in from a share");
        }
    }
}
