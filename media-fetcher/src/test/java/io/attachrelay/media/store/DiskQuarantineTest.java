package io.attachrelay.media.store;

import io.attachrelay.settings.StoreSettings;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class DiskQuarantineTest extends QuarantineContract {

    @TempDir Path folder;

    @Override
    StoreSettings settings() {
        return new StoreSettings.Disk(folder.resolve("store"));
    }
}
