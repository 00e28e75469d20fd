package io.attachrelay.deploy.benchmarks.world;

import io.attachrelay.deploy.benchmarks.load.Work;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalLong;
import org.apache.kafka.clients.producer.Producer;

/**
 * What this machine can do: the same bytes from the same media host copied by a plain loop from
 * socket to file, forced to disk, and one awaited publish with the gateway's own producer. No
 * webhook, no hash, no name that must be unique, no protection against anything.
 */
public final class Limit implements Contender {

    private final int hostPort;
    private final Path folder;
    private final Producer<byte[], byte[]> producer;
    private final String topic;

    /**
     * @param producer not closed by this
     */
    Limit(int hostPort, Path folder, Producer<byte[], byte[]> producer, String topic) {
        this.hostPort = hostPort;
        this.folder = folder;
        this.producer = producer;
        this.topic = topic;
    }

    @Override
    public String name() {
        return "limit";
    }

    @Override
    public Work bring(int bytes, int count) {
        return () -> new PlainCopy(hostPort, bytes, folder, producer, topic);
    }

    /** Of this process, in which it runs. */
    @Override
    public Duration cpuTime() {
        return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** Does nothing: what it brings is done when its work says so. */
    @Override
    public void awaitQuiet() {}

    @Override
    public OptionalLong kept() throws IOException {
        return OptionalLong.of(Folder.bytes(folder));
    }

    @Override
    public void clear() throws IOException {
        Folder.clear(folder, 0);
    }
}
