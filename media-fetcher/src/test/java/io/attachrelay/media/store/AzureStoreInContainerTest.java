package io.attachrelay.media.store;

import io.attachrelay.deploy.testkit.container.Containers;
import io.attachrelay.settings.Secret;
import io.attachrelay.settings.StoreSettings;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.testcontainers.azure.AzuriteContainer;

/** The store on an Azurite that minds the version of the protocol, as Microsoft's image does. */
@Tag("containers")
// The first run on a machine fetches the image.
@Timeout(600)
class AzureStoreInContainerTest extends ObjectStoreContract {

    private static AzuriteContainer azurite;

    @BeforeAll
    static void start() {
        azurite = Containers.azurite();
        azurite.start();
    }

    @AfterAll
    static void stop() {
        if (azurite != null) {
            azurite.stop();
        }
    }

    @Override
    StoreSettings settings() {
        return new StoreSettings.Azure(
                new Secret(azurite.getConnectionString()),
                "media",
                Optional.of(Containers.AZURITE_SERVICE_VERSION));
    }
}
