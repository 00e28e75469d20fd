package io.attachrelay.media.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import io.attachrelay.media.store.DiskStore;
import io.attachrelay.media.store.ObjectStore;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

class DiskResumeTest extends ResumeContract {

    @TempDir Path folder;

    @Override
    ObjectStore openStore() {
        return new DiskStore(folder, Clock.systemUTC());
    }

    @AfterEach
    void no_unfinished_file_is_left() {
        assertThat(folder.resolve(".unfinished")).isEmptyDirectory();
    }
}
