package io.attachrelay.validator.inspect.deep.office;

import io.attachrelay.model.FindingCode;
import io.attachrelay.validator.inspect.deep.DeepCheck;
import io.attachrelay.validator.inspect.deep.FindingSink;
import io.attachrelay.validator.inspect.deep.FirstOfEach;
import io.attachrelay.validator.inspect.detect.Content;
import io.attachrelay.validator.inspect.detect.Detected;
import io.attachrelay.validator.inspect.detect.ZipPart;
import java.util.Set;
import javax.xml.stream.XMLStreamReader;

/**
 * Office Open XML: macros whatever the file's type claims, what is loaded from elsewhere, DDE in
 * fields and cells. A part counts for what its content type and its relationships make of it, never
 * for its name.
 */
public final class OoxmlCheck implements DeepCheck {

    private static final String MACROS = ".macroenabled.12";

    @Override
    public String name() {
        return "ooxml";
    }

    @Override
    public Set<FindingCode> finds() {
        return Set.of(
                FindingCode.OFFICE_MACROS,
                FindingCode.OFFICE_EXTERNAL_TEMPLATE,
                FindingCode.OFFICE_DDE);
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
        Parts.of(content).ifPresent(parts -> look(parts, notes));
    }

    /** Macros of which the type itself tells are noted by another check. */
    private static FindingSink beside(String type, FindingSink found) {
        return (FindingCode code, String detail) -> {
            if (code != FindingCode.OFFICE_MACROS || !type.endsWith(MACROS)) {
                found.add(code, detail);
            }
        };
    }

    private static void look(Parts parts, FindingSink found) {
        ContentTypes types = ContentTypes.of(parts);
        for (ZipPart part : parts.all()) {
            if (part.name().endsWith(".rels")) {
                Xml.read(parts.open(part), new Relationships(found));
            }
            if (part.name().endsWith("vbaproject.bin")) {
                found.add(FindingCode.OFFICE_MACROS, part.name());
            }
            types.of(part).forEach(type -> look(parts, part, type, found));
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
                    new WordFields(instruction -> {
                        if (DdeFields.isDde(instruction)) {
                            found.add(FindingCode.OFFICE_DDE, "a field");
                        }
                    }));
        } else if (type.contains("externallink")) {
            Xml.read(parts.open(part), (name, element) -> link(name, element, found));
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
}
