package io.attachrelay.validator.dedup.ids;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.rocksdb.FlushOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;

/** A closed table's files, to be damaged. */
public final class TableFiles {

    private TableFiles() {}

    /** Writes to files what only the log has yet. */
    public static void write(Path dir) throws RocksDBException {
        try (RocksDB db = RocksDB.open(dir.toString());
                FlushOptions now = new FlushOptions()) {
            db.flush(now);
        }
    }

    /** Makes the first ids in each file unreadable, and the marks in those of few ids. */
    public static void damage(Path dir) throws IOException {
        int damaged = 0;
        try (var files = Files.newDirectoryStream(dir, "*.sst")) {
            for (Path file : files) {
                try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                    channel.write(ByteBuffer.allocate(16), 16);
                    damaged++;
                }
            }
        }
        assertThat(damaged).isPositive();
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
