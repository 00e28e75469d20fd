package io.attachrelay.sender.convert.program;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The user that programs run as where we are root. */
final class Nobody {

    /** User and group: what the kernel shows for ids that it can't map, on Linux everywhere. */
    static final int ID = 65534;

    private Nobody() {}

    /** Whether this process is root. */
    static boolean isNeeded() {
        try {
            return Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
        } catch (IOException | UnsupportedOperationException _) {
            return false;
        }
    }

    /** Gives it a file or folder of ours. */
    static void own(Path path) throws IOException {
        Files.setAttribute(path, "unix:uid", ID);
        Files.setAttribute(path, "unix:gid", ID);
    }
}
