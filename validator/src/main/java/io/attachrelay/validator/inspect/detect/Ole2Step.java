package io.attachrelay.validator.inspect.detect;

import static java.util.Map.entry;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The older Office formats, told apart by the names of the streams at the root. */
final class Ole2Step implements DetectionStep {

    private static final String MAGIC = "\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1";
    private static final String UNKNOWN = "application/x-ole-storage";

    // In this order: an encrypted file has nothing else to go by.
    private static final List<Map.Entry<String, String>> TYPES =
            List.of(
                    entry("encryptedpackage", "application/x-tika-ooxml-protected"),
                    entry("worddocument", "application/msword"),
                    entry("workbook", "application/vnd.ms-excel"),
                    entry("book", "application/vnd.ms-excel"),
                    entry("powerpoint document", "application/vnd.ms-powerpoint"),
                    entry("__properties_version1.0", "application/vnd.ms-outlook"));

    @Override
    public Optional<Detected> detect(Content content) {
        if (!content.has(0, MAGIC)) {
            return Optional.empty();
        }
        Ole2Directory directory = Ole2Directory.of(content);
        Set<String> names = directory.rootNames();
        return Optional.of(
                Detected.type(
                        TYPES.stream()
                                .filter(type -> names.contains(type.getKey()))
                                .map(Map.Entry::getValue)
                                .findFirst()
                                .orElse(directory.isInstaller() ? "application/x-msi" : UNKNOWN)));
    }
}
