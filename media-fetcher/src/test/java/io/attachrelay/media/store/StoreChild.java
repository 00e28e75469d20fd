package io.attachrelay.media.store;

import io.attachrelay.model.MediaId;
import io.attachrelay.settings.Secret;
import io.attachrelay.settings.StoreSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** A process of its own that puts generated bodies: with little heap, to be killed, or limited. */
final class StoreChild {

    private final Process process;

    private StoreChild(Process process) {
        this.process = process;
    }

    /** Runs a child with so much heap. */
    static StoreChild withHeap(
            String heap, StoreSettings settings, String what, ObjectKey key, long size)
            throws IOException {
        return run("", heap, settings, what, key, size);
    }

    /** Runs a child that may write no file larger than so many KB. */
    static StoreChild withLargestFile(
            int kilobytes, StoreSettings settings, ObjectKey key, long size) throws IOException {
        return run("ulimit -f " + kilobytes + "; ", "64m", settings, "put", key, size);
    }

    private static StoreChild run(
            String limits,
            String heap,
            StoreSettings settings,
            String what,
            ObjectKey key,
            long size)
            throws IOException {
        List<String> java =
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx" + heap,
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:-UsePerfData",
                        "-cp",
                        System.getProperty("java.class.path"),
                        StoreChild.class.getName(),
                        location(settings),
                        what,
                        key.mediaId().value(),
                        Long.toString(size));
        String line = limits + "exec '" + String.join("' '", java) + "'";
        return new StoreChild(
                new ProcessBuilder("bash", "-c", line).redirectErrorStream(true).start());
    }

    /** All that the child wrote until its end. */
    String output() throws IOException {
        return new String(process.getInputStream().readAllBytes());
    }

    /** The next line that the child writes. */
    String line() throws IOException {
        return process.inputReader().readLine();
    }

    /** Ends the child where it stands. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    private static String location(StoreSettings settings) {
        return switch (settings) {
            case StoreSettings.Disk(var path) -> "disk " + path;
            case StoreSettings.Azure(var connection, var container, var version) ->
                    "azure %s %s %s".formatted(container, version.orElse("-"), connection.value());
        };
    }

    private static StoreSettings settings(String location) {
        String[] parts = location.split(" ", 4);
        return parts[0].equals("disk")
                ? new StoreSettings.Disk(Path.of(parts[1]))
                : new StoreSettings.Azure(
                        new Secret(parts[3]),
                        parts[1],
                        Optional.of(parts[2]).filter(v -> !v.equals("-")));
    }

    public static void main(String[] args) throws IOException {
        ObjectStore store = ObjectStores.open(settings(args[0]), Clock.systemUTC());
        ObjectKey key = new ObjectKey(Samples.TENANT, new MediaId(args[2]));
        long size = Long.parseLong(args[3]);
        switch (args[1]) {
            case "put" -> put(store, key, size);
            case "put-many" -> putMany(store, key, size);
            case "count" -> count(store, key, size);
            case "quarantine" -> quarantine(store.quarantine(), key);
            default -> throw new IllegalArgumentException(args[1]);
        }
    }

    private static void put(ObjectStore store, ObjectKey key, long size) throws IOException {
        try {
            var body = Samples.generated(size);
            System.out.println(store.put(key, Samples.identity(), body, size));
        } catch (StoreException e) {
            System.out.println("StoreException " + e.getCause());
        }
    }

    /** Counts up the number beside the object so many times. */
    private static void count(SidecarStore store, ObjectKey key, long times) {
        for (int i = 0; i < times; i++) {
            ObjectStoreContract.increment(store, key.sidecar("count"));
        }
        System.out.println("counted");
    }

    /** Moves an object to and fro until killed. */
    private static void quarantine(Quarantine quarantine, ObjectKey key) {
        while (true) {
            System.out.println(quarantine.take(key));
            System.out.println(quarantine.release(key));
        }
    }

    /** Puts one object that never ends and beside it one after another, until killed. */
    private static void putMany(ObjectStore store, ObjectKey endless, long size)
            throws IOException {
        Thread.ofPlatform()
                .start(() -> {
                    try {
                        put(store, endless, Long.MAX_VALUE);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
        while (true) {
            ObjectIdentity identity = Samples.identity();
            ObjectKey key = Samples.keyOf(identity);
            store.put(key, identity, Samples.generated(size), size);
        }
    }
}
