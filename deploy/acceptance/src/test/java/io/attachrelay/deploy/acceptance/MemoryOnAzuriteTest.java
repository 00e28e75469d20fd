package io.attachrelay.deploy.acceptance;

import io.attachrelay.deploy.testkit.azurite.Azurite;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;

// The first run on a machine fetches Azurite.
@Timeout(600)
class MemoryOnAzuriteTest extends MemoryContract {

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
        return "memory-on-azurite";
    }

    /** Half of what has room: the other half is kept for other tenants. */
    @Override
    int atOnce() {
        return 26;
    }

    @Override
    long mostEach() {
        return 3 << 19;
    }
}
