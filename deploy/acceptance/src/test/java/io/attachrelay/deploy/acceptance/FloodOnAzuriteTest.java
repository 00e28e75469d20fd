package io.attachrelay.deploy.acceptance;

import io.attachrelay.deploy.system.Closing;
import java.util.Map;

class FloodOnAzuriteTest extends FloodContract {

    @Override
    Map<String, String> store(Closing afterwards) {
        return OnAzurite.store(afterwards);
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
