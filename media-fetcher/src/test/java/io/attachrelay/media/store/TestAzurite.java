package io.attachrelay.media.store;

import static org.junit.jupiter.api.Assumptions.abort;

import io.attachrelay.deploy.testkit.azurite.Azurite;
import io.attachrelay.deploy.testkit.azurite.AzuriteSearch;
import io.attachrelay.settings.Secret;
import io.attachrelay.settings.StoreSettings;
import java.util.Optional;

/** An Azurite for a class of tests, which are skipped where there is none. */
public final class TestAzurite {

    private TestAzurite() {}

    /** Closed by the caller. */
    public static Azurite find() {
        return switch (Azurite.find()) {
            case AzuriteSearch.Found(var found, _) -> found;
            case AzuriteSearch.Absent(var reason) -> abort(reason);
        };
    }

    /** A store in it. */
    public static StoreSettings settings(String connectionString) {
        return new StoreSettings.Azure(new Secret(connectionString), "media", Optional.empty());
    }
}
