package io.attachrelay.sender;

import io.attachrelay.sender.convert.FolderTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The local folder of conversions under way. One process has it at a time: what it finds there at
 * its start is what a killed one left behind.
 */
final class ConversionFolder {

    private static final String PREFIX = "conversion-";

    private final Path folder;

    private ConversionFolder(Path folder) {
        this.folder = folder;
    }

    /** Makes the folder, or deletes the conversions in it. */
    static ConversionFolder open(Path folder) {
        try {
            Files.createDirectories(folder);
            for (Path left : children(folder)) {
                FolderTree.delete(left);
            }
            return new ConversionFolder(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> children(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(p -> p.getFileName().toString().startsWith(PREFIX)).toList();
        }
    }

    /** A place for one conversion. */
    Place place() throws IOException {
        Path place = Files.createTempDirectory(folder, PREFIX);
        return new Place(
                place, place.resolve("source"), Files.createDirectory(place.resolve("outcomes")));
    }

    /**
     * Where one conversion finds its source and leaves what it makes; deleted when closed.
     *
     * @param source not there yet
     * @param outcomes an empty folder
     */
    record Place(Path root, Path source, Path outcomes) implements AutoCloseable {
        @Override
        public void close() throws IOException {
            FolderTree.delete(root);
        }
    }
}
