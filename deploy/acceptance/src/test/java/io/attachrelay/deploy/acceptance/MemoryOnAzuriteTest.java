package io.attachrelay.deploy.acceptance;

import static org.junit.jupiter.api.Assumptions.abort;

import io.attachrelay.deploy.testkit.azurite.Azurite;
import io.attachrelay.deploy.testkit.azurite.AzuriteSearch;
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
        switch (Azurite.find()) {
            case AzuriteSearch.Found(var found, _) -> azurite = found;
            case AzuriteSearch.Absent(var reason) -> abort(reason);
        }
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
