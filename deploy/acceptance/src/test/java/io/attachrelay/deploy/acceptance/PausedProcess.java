package io.attachrelay.deploy.acceptance;

import java.io.IOException;

/** A process that stands still (SIGSTOP) until this is closed: its sockets stay open. */
final class PausedProcess implements AutoCloseable {

    private final long pid;

    PausedProcess(long pid) throws IOException, InterruptedException {
        this.pid = pid;
        signal("STOP");
    }

    @Override
    public void close() throws IOException {
        try {
            signal("CONT");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while process " + pid + " was to go on", e);
        }
    }

    private void signal(String name) throws IOException, InterruptedException {
        int code = new ProcessBuilder("kill", "-" + name, Long.toString(pid)).start().waitFor();
        if (code != 0) {
            throw new IOException("process " + pid + " took no SIG" + name);
        }
    }
}
