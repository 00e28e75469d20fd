package io.attachrelay.sender.convert.office;

import io.attachrelay.sender.convert.Availability;
import io.attachrelay.sender.convert.program.ProgramBox;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The LibreOffice of this machine.
 *
 * @param soffice the program; where it is missing a name only
 */
record OfficeInstallation(Path soffice, Availability availability) {

    private static final String PROGRAM = "soffice.bin";

    /** The parts that read and lay out documents, by Debian's packages. */
    private static final Map<String, String> PARTS =
            Map.of(
                    "libswlo.so", "libreoffice-writer-nogui",
                    "libsclo.so", "libreoffice-calc-nogui",
                    "libsdlo.so", "libreoffice-impress-nogui");

    /**
     * Looks for it.
     *
     * @param folders where its processes will have theirs
     */
    static OfficeInstallation here(ProgramBox box, Path folders) {
        Optional<Path> found = box.find(PROGRAM);
        Path soffice = found.orElse(Path.of(PROGRAM));
        return new OfficeInstallation(
                soffice,
                folders.toString().length() > OfficeStart.LONGEST_PATH
                        ? new Availability.Missing(
                                "the path of the temporary folder has more than %d characters: %s"
                                        .formatted(OfficeStart.LONGEST_PATH, folders))
                        : availability(box, found));
    }

    private static Availability availability(ProgramBox box, Optional<Path> soffice) {
        if (box.lacking().isPresent()) {
            return new Availability.Missing(box.lacking().get());
        }
        if (soffice.isEmpty()) {
            return new Availability.Missing(
                    "LibreOffice is not installed (Debian: " + packages(PARTS.values()) + ")");
        }
        List<String> absent =
                PARTS.keySet().stream()
                        .filter(it -> !Files.exists(soffice.get().resolveSibling(it)))
                        .map(PARTS::get)
                        .toList();
        return absent.isEmpty()
                ? box.version(soffice.get(), "--version")
                : new Availability.Missing(
                        "parts of LibreOffice are not installed (Debian: "
                                + packages(absent)
                                + ")");
    }

    private static String packages(Collection<String> names) {
        return String.join(", ", new TreeSet<>(names));
    }
}
