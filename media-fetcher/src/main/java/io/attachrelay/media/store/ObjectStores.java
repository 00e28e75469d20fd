package io.attachrelay.media.store;

import io.attachrelay.media.store.azure.AzureStore;
import io.attachrelay.settings.StoreSettings;
import java.time.Clock;

/** Opens the store that the settings name. */
public final class ObjectStores {

    private ObjectStores() {}

    /**
     * Opens a store and makes its folder or container if it is missing; the caller closes it.
     *
     * @throws StoreException if the store can't be reached
     */
    public static ObjectStore open(StoreSettings settings, Clock clock) {
        return switch (settings) {
            case StoreSettings.Disk(var path) -> new DiskStore(path, clock);
            case StoreSettings.Azure azure -> new AzureStore(azure, clock);
        };
    }
}
