package io.attachrelay.media.store;

import static org.junit.jupiter.api.Assumptions.abort;

import io.attachrelay.deploy.testkit.azurite.Azurite;
import io.attachrelay.deploy.testkit.azurite.AzuriteSearch;
import io.attachrelay.settings.Secret;
import io.attachrelay.settings.StoreSettings;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;

// The first run on a machine fetches Azurite.
@Timeout(600)
class AzureQuarantineTest extends QuarantineContract {

    private static Azurite azurite;

    @BeforeAll
    static void find() {
        switch (Azurite.find()) {
            case AzuriteSearch.Found(var found, _) -> azurite = found;
            case AzuriteSearch.Absent(var reason) -> abort(reason);
        }
    }

    @AfterAll
    static void stop() {
        if (azurite != null) {
            azurite.close();
        }
    }

    @Override
    StoreSettings settings() {
        return new StoreSettings.Azure(
                new Secret(azurite.connectionString()), "media", Optional.empty());
    }
}
