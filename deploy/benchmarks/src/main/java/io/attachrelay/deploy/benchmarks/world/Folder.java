package io.attachrelay.deploy.benchmarks.world;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Folders that what is measured fills. */
public final class Folder {

    private Folder() {}

    /** How many bytes the files in {@code root} and all below it have; 0 if it is not there. */
    public static long bytes(Path root) throws IOException {
        if (!Files.exists(root)) {
            return 0;
        }
        try (Stream<Path> all = Files.walk(root)) {
            return all.map(Path::toFile).filter(f -> f.isFile()).mapToLong(f -> f.length()).sum();
        }
    }

    /** Removes all files below {@code root}, and the folders deeper than {@code keptDepth}. */
    static void clear(Path root, int keptDepth) throws IOException {
        Files.walkFileTree(root, new Removal(root, keptDepth));
        // What is removed is written now, and not while the next one is measured.
        try (FileChannel channel = FileChannel.open(root, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** Removes {@code root} and all below it. */
    public static void remove(Path root) throws IOException {
        clear(root, 0);
        Files.delete(root);
    }

    private static final class Removal extends SimpleFileVisitor<Path> {

        private final Path root;
        private final int keptDepth;

        Removal(Path root, int keptDepth) {
            this.root = root;
            this.keptDepth = keptDepth;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure)
                throws IOException {
            if (!folder.equals(root) && root.relativize(folder).getNameCount() > keptDepth) {
                Files.delete(folder);
            }
            return FileVisitResult.CONTINUE;
        }
    }
}
