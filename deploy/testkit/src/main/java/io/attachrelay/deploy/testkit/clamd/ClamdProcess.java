package io.attachrelay.deploy.testkit.clamd;

import io.attachrelay.deploy.testkit.ChildProcess;
import io.attachrelay.deploy.testkit.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A running clamd, on a Unix socket and a port of the loopback interface, with signatures of a
 * test's own and without freshclam. Debian's package {@code clamav-daemon} has the program.
 */
public final class ClamdProcess implements AutoCloseable {

    /** The largest file that it takes. */
    public static final int MAX_BYTES = 4 << 20;

    // Up in 0.1 s when measured; this leaves room for a loaded machine.
    private static final Duration READY_WITHIN = Duration.ofSeconds(60);

    /**
     * The shell becomes clamd, and beside it a process waits for the end of the input, which comes
     * with the end of this one. What it then ends must still be clamd: numbers are used again.
     */
    private static final String END_WITH_PARENT =
            "exec 3<&0; (cat <&3 >/dev/null;"
                    + " grep -qsx clamd /proc/$$/comm && kill -KILL $$) &"
                    + " exec \"$0\" -c \"$1\" </dev/null";

    private final Path program;
    private final Path folder;
    private final int port;
    private @Nullable ChildProcess child;

    private ClamdProcess(Path program, Path folder, int port) {
        this.program = program;
        this.folder = folder;
        this.port = port;
    }

    /** Starts one that knows these signatures, if the machine has the program. */
    public static ClamdSearch find(Signatures signatures) {
        Path program = program();
        if (program == null) {
            return new ClamdSearch.Absent(
                    "no clamd here: Debian's package clamav-daemon has it, and its service is not"
                            + " needed");
        }
        try {
            return new ClamdSearch.Found(start(program, signatures));
        } catch (IOException e) {
            return new ClamdSearch.Absent("clamd: " + e.getMessage());
        }
    }

    private static @Nullable Path program() {
        String path = System.getenv().getOrDefault("PATH", "");
        return Stream.concat(Stream.of(path.split(":")), Stream.of("/usr/sbin", "/usr/local/sbin"))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, "clamd"))
                .filter(Files::isExecutable)
                .findFirst()
                .orElse(null);
    }

    private static ClamdProcess start(Path program, Signatures signatures) throws IOException {
        // Not in a test's own folder: a Unix socket's path has at most 107 bytes.
        Path folder = Files.createTempDirectory("clamd");
        var clamd = new ClamdProcess(program, folder, Ports.free());
        Files.createDirectory(clamd.database());
        Files.createDirectory(folder.resolve("tmp"));
        Files.writeString(folder.resolve("clamd.conf"), clamd.configuration());
        clamd.start(signatures);
        return clamd;
    }

    private String configuration() {
        return """
        DatabaseDirectory %s
        TemporaryDirectory %s
        LocalSocket %s
        TCPSocket %d
        TCPAddr 127.0.0.1
        Foreground yes
        StreamMaxLength %d
        MaxFileSize 2M
        AlertExceedsMax yes
        AlertEncrypted yes
        AlertOLE2Macros yes
        MaxThreads 4
        """
                .formatted(database(), folder.resolve("tmp"), unixSocket(), port, MAX_BYTES);
    }

    private Path database() {
        return folder.resolve("db");
    }

    /**
     * Starts it again after {@link #kill}, at the same place.
     *
     * @throws IOException if it does not come up
     */
    public void start(Signatures signatures) throws IOException {
        signatures.writeInto(database());
        Files.deleteIfExists(unixSocket());
        List<String> line = new ArrayList<>(List.of("/bin/sh", "-c", END_WITH_PARENT));
        line.addAll(List.of(program.toString(), folder.resolve("clamd.conf").toString()));
        var started = ChildProcess.start(line, Map.of(), folder.resolve("clamd.log"));
        if (!started.await(this::isListening, READY_WITHIN)) {
            String message = "it did not start; " + started.quoteLog();
            started.kill();
            throw new IOException(message);
        }
        child = started;
    }

    /** It opens the one after the other. */
    private boolean isListening() {
        try (SocketChannel _ = SocketChannel.open(UnixDomainSocketAddress.of(unixSocket()))) {
            return Ports.accepts(port);
        } catch (IOException _) {
            return false;
        }
    }

    /** Where it listens, beside the port. */
    public Path unixSocket() {
        return folder.resolve("clamd.sock");
    }

    /** Where it listens on 127.0.0.1. */
    public int port() {
        return port;
    }

    /** Lets it hang (SIGSTOP): connections open and nothing is answered. */
    public void pause() throws IOException {
        running().pause();
    }

    /** Lets it go on after {@link #pause}. */
    public void resume() throws IOException {
        running().resume();
    }

    /** Ends it without warning (SIGKILL); connections refuse until it is started again. */
    public void kill() {
        running().kill();
    }

    private ChildProcess running() {
        if (child == null) {
            throw new IllegalStateException("clamd was never started");
        }
        return child;
    }

    /** Ends it and removes its files. */
    @Override
    public void close() {
        kill();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
