package io.attachrelay.validator.dedup.ids;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/** The machine's present run, from its start to its end. */
public final class Boot {

    private static final Path LINUX = Path.of("/proc/sys/kernel/random/boot_id");

    private Boot() {}

    /**
     * What Linux names it; elsewhere a name of this process, as if each began a new run, so that
     * states are read anew at each start.
     */
    public static String id() {
        try {
            return Files.readString(LINUX).strip();
        } catch (IOException _) {
            return UUID.randomUUID().toString();
        }
    }
}
