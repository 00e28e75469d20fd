package io.attachrelay.validator.dedup.ids;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.rocksdb.FlushOptions;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;

/** A closed table's files, to be damaged. */
public final class TableFiles {

    private TableFiles() {}

    /** Writes to files what only the log has yet. */
    public static void write(Path dir) throws RocksDBException {
        try (RocksMemory memory = new RocksMemory();
                Options options = memory.options();
                RocksDB db = RocksDB.open(options, dir.toString());
                FlushOptions now = new FlushOptions()) {
            db.flush(now);
        }
    }

    /** Makes the first ids in each file unreadable, and the marks in those of few ids. */
    public static void damage(Path dir) throws IOException {
        List<Path> files = files(dir);
        assertThat(files).isNotEmpty();
        for (Path file : files) {
            damageFile(file);
        }
    }

    /** The same in the file that was written last, and not in one before it. */
    public static void damageNewest(Path dir) throws IOException {
        List<Path> files = files(dir);
        assertThat(files).hasSizeGreaterThan(1);
        damageFile(files.getLast());
    }

    private static List<Path> files(Path dir) throws IOException {
        try (var files = Files.list(dir)) {
            return files.filter(file -> file.toString().endsWith(".sst")).sorted().toList();
        }
    }

    private static void damageFile(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.allocate(16), 16);
        }
    }

    /** Deletes files by a pattern of their names. */
    public static void delete(Path dir, String names) throws IOException {
        int deleted = 0;
        try (var files = Files.newDirectoryStream(dir, names)) {
            for (Path file : files) {
                Files.delete(file);
                deleted++;
            }
        }
        assertThat(deleted).isPositive();
    }
}
