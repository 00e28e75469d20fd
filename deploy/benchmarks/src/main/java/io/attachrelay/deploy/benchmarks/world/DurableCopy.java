package io.attachrelay.deploy.benchmarks.world;

import io.attachrelay.deploy.benchmarks.load.Done;
import io.attachrelay.deploy.benchmarks.load.Work;
import io.attachrelay.model.Sha256;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.UUID;

/**
 * Copies one file after another and does what AttachRelay promises of each, as plainly as it can be
 * done: the hash, a name that appears only when the bytes are on the disk and survives a power cut
 * as they do, and a second record for the audit. No protection against anything.
 */
final class DurableCopy implements Work.Worker {

    private final PlainDownload download;
    private final Path folder;
    private final Notices notices;
    private final MessageDigest hash = Sha256.newDigest();

    DurableCopy(PlainDownload download, Path folder, Notices notices) {
        this.download = download;
        this.folder = folder;
        this.notices = notices;
    }

    @Override
    public Done carry(int number) throws IOException, InterruptedException {
        String name = UUID.randomUUID().toString();
        Path hidden = folder.resolve("." + name);
        try (FileChannel file =
                FileChannel.open(hidden, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            download.into(name, piece -> take(piece, file));
            file.write(ByteBuffer.wrap(hash.digest()));
            file.force(true);
        }
        show(hidden, name);
        notices.publish(name, 2);
        return Done.AT_ONCE;
    }

    private void take(ByteBuffer piece, FileChannel file) throws IOException {
        hash.update(piece.duplicate());
        file.write(piece);
    }

    /** A folder for each thousandth of all files keeps folders small. */
    private void show(Path hidden, String name) throws IOException {
        Path shelf = folder.resolve(name.substring(0, 3));
        Files.createDirectories(shelf);
        Files.createLink(shelf.resolve(name), hidden);
        Files.delete(hidden);
        force(shelf);
        force(folder);
    }

    private static void force(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    @Override
    public void close() {}
}
