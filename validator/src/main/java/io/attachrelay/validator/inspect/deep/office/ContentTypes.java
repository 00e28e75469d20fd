package io.attachrelay.validator.inspect.deep.office;

import io.attachrelay.validator.inspect.detect.ZipPart;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.stream.XMLStreamReader;

/** What an Office Open XML file says of its parts' types (ECMA-376 part 2, 10.1.2.2). */
final class ContentTypes implements Xml.Handler {

    private static final String PART = "[content_types].xml";

    private final Map<String, Set<String>> byPart = new HashMap<>();
    private final Map<String, Set<String>> byExtension = new HashMap<>();

    static ContentTypes of(Parts parts) {
        ContentTypes types = new ContentTypes();
        parts.named(PART).forEach(part -> Xml.read(parts.open(part), types));
        return types;
    }

    @Override
    public void begins(String name, XMLStreamReader element) {
        String type = Xml.lower(element, "ContentType");
        switch (name) {
            case "Override" -> {
                String part = Xml.lower(element, "PartName");
                add(byPart, part.startsWith("/") ? part.substring(1) : part, type);
            }
            case "Default" -> add(byExtension, Xml.lower(element, "Extension"), type);
            default -> {}
        }
    }

    private static void add(Map<String, Set<String>> types, String key, String type) {
        types.merge(
                key,
                Set.of(type),
                (all, more) ->
                        Stream.of(all, more).flatMap(Set::stream).collect(Collectors.toSet()));
    }

    /** The types of a part, in lower case; more than one only if the file contradicts itself. */
    Set<String> of(ZipPart part) {
        String name = part.name().toLowerCase(Locale.ROOT);
        String extension = name.substring(name.lastIndexOf('.') + 1);
        return byPart.getOrDefault(name, byExtension.getOrDefault(extension, Set.of()));
    }
}
