package io.attachrelay.deploy.acceptance;

import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.BlobContainerClientBuilder;
import com.azure.storage.blob.BlobServiceVersion;
import com.azure.storage.blob.models.BlobItem;
import io.attachrelay.settings.StoreSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Looks into a store from the outside, without our own adapters. */
final class StoredPaths {

    private StoredPaths() {}

    /** The paths of all that stands in a folder, which ends with a slash. */
    static List<String> under(String folder, StoreSettings store) throws IOException {
        return switch (store) {
            case StoreSettings.Disk(var root) -> onDisk(root, folder);
            case StoreSettings.Azure azure ->
                    container(azure).listBlobsByHierarchy(folder).stream()
                            .map(BlobItem::getName)
                            .toList();
        };
    }

    private static List<String> onDisk(Path root, String folder) throws IOException {
        try (Stream<Path> files = Files.list(root.resolve(folder))) {
            return files.map(file -> root.relativize(file).toString()).toList();
        }
    }

    private static BlobContainerClient container(StoreSettings.Azure azure) {
        var builder =
                new BlobContainerClientBuilder()
                        .connectionString(azure.connectionString().value())
                        .containerName(azure.container());
        azure.serviceVersion()
                .map(v -> BlobServiceVersion.valueOf("V" + v.replace('-', '_')))
                .ifPresent(builder::serviceVersion);
        return builder.buildClient();
    }
}
