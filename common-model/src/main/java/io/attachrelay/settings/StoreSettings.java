package io.attachrelay.settings;

import java.nio.file.Path;
import java.util.Optional;

/** Where attachments are kept. */
public sealed interface StoreSettings {

    /** A folder on this machine's disk. */
    record Disk(Path path) implements StoreSettings {}

    /**
     * A container of Azure Blob Storage.
     *
     * @param connectionString with the account's key
     * @param container the container's name; it is created if missing
     * @param serviceVersion the service version to speak, such as {@code 2026-06-06}; empty means
     *     the SDK's newest
     */
    record Azure(Secret connectionString, String container, Optional<String> serviceVersion)
            implements StoreSettings {

        public Azure {
            Check.that(
                    container.matches("[a-z0-9](?:-?[a-z0-9]){2,62}"),
                    "container",
                    container,
                    "is no container name: 3 to 63 lower-case letters, digits and single dashes");
        }
    }
}
