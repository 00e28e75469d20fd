package io.attachrelay.validator.inspect.scan;

import io.attachrelay.settings.AntivirusAddress;
import io.attachrelay.settings.AntivirusSettings;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * A clamd, by its own protocol. Each file has a connection of its own, of which so many are open at
 * a time: connections that are kept save 0.2 ms of the 1 ms that a small file takes (measured), and
 * clamd closes them when it likes. Safe for all threads; nothing is to be closed.
 */
public final class Clamd {

    private final AntivirusAddress address;
    private final AntivirusSettings settings;
    private final Semaphore connections;

    private Clamd(AntivirusAddress address, AntivirusSettings settings) {
        this.address = address;
        this.settings = settings;
        this.connections = new Semaphore(settings.maxConnections(), true);
    }

    /** The clamd that the settings name; empty if they name none. */
    public static Optional<Clamd> of(AntivirusSettings settings) {
        return settings.address().map(address -> new Clamd(address, settings));
    }

    /** Where it listens. */
    public AntivirusAddress address() {
        return address;
    }

    /**
     * Connects, once one of the connections is free; the caller closes the session.
     *
     * @throws ScannerException if that can't be had
     */
    public ClamdSession open() throws ScannerException {
        takeTurn();
        ClamdSession session = null;
        try {
            session = connect();
            return session;
        } catch (IOException e) {
            throw new ScannerException(address + ": " + e.getMessage(), e);
        } finally {
            if (session == null) {
                connections.release();
            }
        }
    }

    private ClamdSession connect() throws IOException {
        ClamdChannel channel = ClamdChannel.connect(address, settings.connectTimeout());
        ClamdSession session = null;
        try {
            session = ClamdSession.begin(channel, settings, connections::release);
            return session;
        } finally {
            if (session == null) {
                channel.close();
            }
        }
    }

    /** Who stands before this one in the queue is either served or gives up within that time. */
    private void takeTurn() throws ScannerException {
        try {
            if (!connections.tryAcquire(settings.readTimeout().toNanos(), TimeUnit.NANOSECONDS)) {
                throw new ScannerException("all connections are busy");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ScannerException("interrupted", e);
        }
    }
}
