package io.attachrelay.deploy.acceptance;

import io.attachrelay.deploy.system.Closing;
import java.util.Map;
import org.junit.jupiter.api.Timeout;

// The first run on a machine fetches Azurite.
@Timeout(600)
class MemoryOnAzuriteTest extends MemoryContract {

    @Override
    Map<String, String> store(Closing afterwards) {
        return OnAzurite.store(afterwards);
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
