package io.attachrelay.media.store;

import io.attachrelay.deploy.testkit.azurite.Azurite;
import io.attachrelay.settings.StoreSettings;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;

// The first run on a machine fetches Azurite.
@Timeout(600)
class AzureQuarantineTest extends QuarantineContract {

    private static Azurite azurite;

    @BeforeAll
    static void find() {
        azurite = TestAzurite.find();
    }

    @AfterAll
    static void stop() {
        if (azurite != null) {
            azurite.close();
        }
    }

    @Override
    StoreSettings settings() {
        return TestAzurite.settings(azurite.connectionString());
    }
}
