package io.attachrelay.validator.inspect.deep.office;

import io.attachrelay.validator.inspect.deep.Place;
import java.util.Set;
import javax.xml.stream.XMLStreamReader;

/**
 * A workbook's connections to data (ECMA-376 part 1, 18.13) that are refreshed as it is opened,
 * except those that only lead through Excel's own queries within it.
 */
final class Connections implements Xml.Handler {

    private static final Set<String> TRUE = Set.of("1", "true");
    private static final String OWN_QUERIES = "provider=microsoft.mashup.";

    private final Runnable found;
    private boolean onOpening;

    /**
     * @param found is run for each
     */
    Connections(Runnable found) {
        this.found = found;
    }

    @Override
    public void begins(String name, XMLStreamReader element) {
        boolean loads =
                switch (name) {
                    case "connection" -> {
                        onOpening = TRUE.contains(Xml.lower(element, "refreshOnLoad"));
                        yield false;
                    }
                    case "webPr" -> Place.isElsewhere(Xml.attribute(element, "url"));
                    case "textPr" -> Place.isElsewhere(Xml.attribute(element, "sourceFile"));
                    case "dbPr" -> !Xml.lower(element, "connection").startsWith(OWN_QUERIES);
                    default -> false;
                };
        if (loads && onOpening) {
            found.run();
        }
    }
}
