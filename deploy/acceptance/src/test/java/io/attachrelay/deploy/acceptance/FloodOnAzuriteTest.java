package io.attachrelay.deploy.acceptance;

import io.attachrelay.deploy.testkit.azurite.Azurite;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class FloodOnAzuriteTest extends FloodContract {

    private static Azurite azurite;

    @BeforeAll
    static void find() {
        azurite = OnAzurite.find();
    }

    @AfterAll
    static void end() {
        if (azurite != null) {
            azurite.close();
        }
    }

    @Override
    Map<String, String> store() {
        return Map.of("store.kind", "azure", "store.connection-string", azurite.connectionString());
    }

    @Override
    String name() {
        return "flood-on-azurite";
    }

    /** Half of what has room: the other half is kept for other tenants. */
    @Override
    int room() {
        return 26;
    }
}
