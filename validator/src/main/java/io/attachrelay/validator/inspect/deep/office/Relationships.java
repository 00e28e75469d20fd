package io.attachrelay.validator.inspect.deep.office;

import io.attachrelay.model.FindingCode;
import io.attachrelay.validator.inspect.deep.FindingSink;
import io.attachrelay.validator.inspect.deep.Links;
import io.attachrelay.validator.inspect.deep.Place;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javax.xml.stream.XMLStreamReader;

/**
 * What the parts of an Office Open XML file refer to. A link that a person clicks, and a picture or
 * film from the web, are what they seem; whatever else comes from elsewhere becomes part of the
 * document when it is opened (CVE-2017-0199, CVE-2021-40444, CVE-2022-30190).
 */
final class Relationships implements Xml.Handler {

    private static final Set<String> PLAIN =
            Set.of(
                    "hyperlink",
                    "image",
                    "video",
                    "audio",
                    "media",
                    "thumbnail",
                    // A workbook whose cells are read; Excel asks first.
                    "externallinkpath",
                    "xlpathmissing",
                    "xlalternatestartup",
                    "xlstartup",
                    "xllibrary",
                    // Word asks first.
                    "mailmergesource",
                    "mailmergeheadersource",
                    "recipientdata");
    // These are fetched as soon as the document is shown.
    private static final Set<String> SHOWN = Set.of("image", "video", "audio", "media");
    private static final Set<String> MACROS =
            Set.of("vbaproject", "xlmacrosheet", "xlintlmacrosheet");

    // Opened with the document: text in another format, which is converted first; a control, whose
    // own code runs.
    private static final Map<String, String> OBJECTS =
            Map.of("afchunk", "text in another format", "control", "a control");
    // Opened by a double click, or with the document.
    private static final Set<String> CARRIED =
            Set.of("oleobject", "package", "afchunk", "subdocument");
    // By a click, or when a person agrees to have its cells read.
    private static final Set<String> FOLLOWED =
            Set.of("hyperlink", "externallinkpath", "xlpathmissing");

    private final FindingSink found;
    private final Set<String> carried;
    private boolean oddLink;

    /**
     * @param carried takes the file names of the parts that are files of their own, in lower case
     */
    Relationships(FindingSink found, Set<String> carried) {
        this.found = found;
        this.carried = carried;
    }

    @Override
    public void begins(String name, XMLStreamReader element) {
        if (!name.equals("Relationship")) {
            return;
        }
        String type = Xml.lower(element, "Type");
        String kind = type.substring(type.lastIndexOf('/') + 1);
        if (MACROS.contains(kind)) {
            found.add(FindingCode.OFFICE_MACROS, kind);
        }
        String target = Xml.attribute(element, "Target");
        boolean external = Xml.lower(element, "TargetMode").equals("external");
        if (OBJECTS.containsKey(kind)) {
            found.add(FindingCode.OFFICE_EMBEDDED_OBJECT, OBJECTS.get(kind));
        }
        if (CARRIED.contains(kind) && !external) {
            carried.add(fileName(target));
        }
        // Readers that know what they load do not ask how the target is to be taken.
        if (loads(kind, target) && (external || !PLAIN.contains(kind))) {
            found.add(FindingCode.OFFICE_EXTERNAL_TEMPLATE, kind + " from " + Place.scheme(target));
        }
        if (external && FOLLOWED.contains(kind)) {
            follow(target);
        }
    }

    private void follow(String target) {
        Links.complaint(target).ifPresent(c -> found.add(FindingCode.OFFICE_LINK, c));
        oddLink |= !Place.isElsewhere(target) || !Links.isPlain(target);
    }

    /** Whether there is a link that may be a program's, if an element says so. */
    boolean hasOddLink() {
        return oddLink;
    }

    static String fileName(String part) {
        return part.substring(part.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
    }

    private static boolean loads(String kind, String target) {
        return PLAIN.contains(kind)
                ? SHOWN.contains(kind) && Place.isShare(target)
                : Place.isElsewhere(target);
    }
}
