package io.attachrelay.media.fetch;

import io.attachrelay.deploy.testkit.azurite.Azurite;
import io.attachrelay.media.store.ObjectStore;
import io.attachrelay.media.store.ObjectStores;
import io.attachrelay.media.store.TestAzurite;
import java.time.Clock;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;

// The first run on a machine fetches Azurite.
@Timeout(600)
class AzureResumeTest extends ResumeContract {

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
    ObjectStore openStore() {
        return ObjectStores.open(
                TestAzurite.settings(azurite.connectionString()), Clock.systemUTC());
    }
}
