package io.attachrelay.validator.inspect.detect;

import java.util.Optional;
import java.util.Set;

/** What a zip file really is: an Office or OpenDocument file, a book, a program or an archive. */
final class ZipStep implements DetectionStep {

    static final String ZIP = "application/zip";

    private static final String CONTENT_TYPES = "[content_types].xml";
    // The largest seen in real documents is 100 kB.
    private static final int CONTENT_TYPES_BYTES = 1 << 20;
    private static final int MIMETYPE_BYTES = 100;

    @Override
    public Optional<Detected> detect(Content content) {
        if (!ZipDirectory.begins(content)) {
            return Optional.empty();
        }
        return Optional.of(
                Detected.type(
                        ZipDirectory.of(content)
                                .map(ZipStep::type)
                                .orElseGet(() -> byName(ZipDirectory.localNames(content)))));
    }

    private static String type(ZipDirectory zip) {
        return ooxml(zip).or(() -> declared(zip)).orElseGet(() -> byName(zip.names()));
    }

    private static String byName(Set<String> names) {
        return program(names).or(() -> iWork(names)).orElse(ZIP);
    }

    /** Apple's documents say by their parts alone what they are. */
    private static Optional<String> iWork(Set<String> names) {
        if (!names.contains("index/document.iwa")) {
            return names.contains("3d/3dmodel.model") ? Optional.of("model/3mf") : Optional.empty();
        }
        if (names.stream().anyMatch(name -> name.matches("index/(?:master|template)?slide.*"))) {
            return Optional.of("application/vnd.apple.keynote");
        }
        return Optional.of(
                names.contains("index/calculationengine.iwa")
                                        && names.stream()
                                                .noneMatch(name -> name.startsWith("index/section"))
                                || names.stream().anyMatch(name -> name.startsWith("index/tables/"))
                        ? "application/vnd.apple.numbers"
                        : "application/vnd.apple.pages");
    }

    private static Optional<String> ooxml(ZipDirectory zip) {
        if (!zip.names().contains("_rels/.rels")) {
            return Optional.empty();
        }
        boolean macros = zip.names().stream().anyMatch(name -> name.endsWith("vbaproject.bin"));
        return zip.text(CONTENT_TYPES, CONTENT_TYPES_BYTES)
                .flatMap(types -> OoxmlType.of(types, macros));
    }

    /** OpenDocument and EPUB say what they are in an entry of their own. */
    private static Optional<String> declared(ZipDirectory zip) {
        return zip.text("mimetype", MIMETYPE_BYTES)
                .map(String::strip)
                .filter(type ->
                        type.startsWith("application/vnd.oasis.opendocument.")
                                || type.equals("application/epub+zip"));
    }

    private static Optional<String> program(Set<String> names) {
        if (names.contains("androidmanifest.xml")) {
            return Optional.of("application/vnd.android.package-archive");
        }
        return names.contains("meta-inf/manifest.mf")
                ? Optional.of("application/java-archive")
                : Optional.empty();
    }
}
