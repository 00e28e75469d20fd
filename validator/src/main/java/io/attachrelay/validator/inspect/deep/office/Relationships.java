package io.attachrelay.validator.inspect.deep.office;

import io.attachrelay.model.FindingCode;
import io.attachrelay.validator.inspect.deep.FindingSink;
import java.util.Locale;
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

    private final FindingSink found;

    Relationships(FindingSink found) {
        this.found = found;
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
        if (Xml.lower(element, "TargetMode").equals("external") && loads(kind, target)) {
            found.add(FindingCode.OFFICE_EXTERNAL_TEMPLATE, kind + " from " + scheme(target));
        }
    }

    private static boolean loads(String kind, String target) {
        return PLAIN.contains(kind)
                ? SHOWN.contains(kind) && Place.isShare(target)
                : Place.isElsewhere(target);
    }

    /** The address itself may be anybody's secret. */
    private static String scheme(String target) {
        int colon = target.indexOf(':');
        return Place.isShare(target) || colon < 0
                ? "a share"
                : target.substring(0, colon).strip().toLowerCase(Locale.ROOT);
    }
}
