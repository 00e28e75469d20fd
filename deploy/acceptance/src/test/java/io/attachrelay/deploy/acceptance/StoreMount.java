package io.attachrelay.deploy.acceptance;

import io.attachrelay.settings.StoreSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A gateway's own way to the stage's store, which ends as a disk does that is unmounted. */
final class StoreMount {

    private final Path mount;
    private final Path store;

    StoreMount(Stage stage) throws IOException {
        mount = stage.folder().resolve("mount");
        store = ((StoreSettings.Disk) stage.system().settings().store()).path();
        mount();
    }

    /** Where the gateway's settings say that the store is. */
    Path path() {
        return mount.resolve(store.getFileName());
    }

    void mount() throws IOException {
        Files.createSymbolicLink(mount, store.resolveSibling(""));
    }

    void unmount() throws IOException {
        Files.delete(mount);
    }
}
