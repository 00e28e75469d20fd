package io.attachrelay.topic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;

import io.attachrelay.settings.KafkaSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * A process that reads a topic and notes in a file what it begins and ends, until it is killed.
 * What it noted outlives it: the file's pages belong to the operating system.
 */
final class KeyedConsumerProcess {

    private KeyedConsumerProcess() {}

    /** Arguments: bootstrap servers, topic, partitions, group, instance id, file. */
    public static void main(String[] args) throws IOException {
        var notes = FileChannel.open(Path.of(args[5]), CREATE, APPEND);
        var settings = KafkaSettings.DEFAULT.at(args[0]);
        var topic = new TextTopic(settings, args[1], Integer.parseInt(args[2]));
        topic.consume(
                KeyedConsumerOptions.of(args[3], args[4]),
                delivery -> {
                    note(notes, "begin ", delivery.value());
                    if (delivery.value().startsWith("hang")) {
                        new CountDownLatch(1).await();
                    }
                    Thread.sleep(5);
                    note(notes, "end ", delivery.value());
                });
    }

    private static void note(FileChannel notes, String what, String value) throws IOException {
        notes.write(ByteBuffer.wrap((what + value + "\n").getBytes(UTF_8)));
    }

    /** Starts such a process. */
    static Process start(String servers, Topic<?> topic, String group, String id, Path notes)
            throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var command =
                List.of(
                        java,
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KeyedConsumerProcess.class.getName(),
                        servers,
                        topic.name(),
                        Integer.toString(topic.partitions()),
                        group,
                        id,
                        notes.toString());
        return new ProcessBuilder(command).inheritIO().start();
    }

    /** The values that a process noted as begun, or as ended, in its order. */
    static List<String> noted(Path notes, String what) {
        try {
            return Files.exists(notes)
                    ? Files.readAllLines(notes).stream()
                            .filter(line -> line.startsWith(what + " "))
                            .map(line -> line.substring(what.length() + 1))
                            .toList()
                    : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
