package io.attachrelay.deploy.benchmarks.world;

import io.attachrelay.deploy.benchmarks.load.Done;
import io.attachrelay.deploy.benchmarks.load.Work;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/** Copies one file after another, forces it to disk and publishes one record. */
final class PlainCopy implements Work.Worker {

    private final PlainDownload download;
    private final Path folder;
    private final Notices notices;

    PlainCopy(PlainDownload download, Path folder, Notices notices) {
        this.download = download;
        this.folder = folder;
        this.notices = notices;
    }

    @Override
    public Done carry(int number) throws IOException, InterruptedException {
        String name = UUID.randomUUID().toString();
        try (FileChannel file =
                FileChannel.open(
                        folder.resolve(name),
                        StandardOpenOption.CREATE_NEW,
                        StandardOpenOption.WRITE)) {
            download.into(name, file::write);
            file.force(true);
        }
        notices.publish(name, 1);
        return Done.AT_ONCE;
    }

    @Override
    public void close() {}
}
