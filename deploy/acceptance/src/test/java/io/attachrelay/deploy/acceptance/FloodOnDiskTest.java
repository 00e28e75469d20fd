package io.attachrelay.deploy.acceptance;

import io.attachrelay.deploy.system.Closing;
import java.util.Map;

class FloodOnDiskTest extends FloodContract {

    @Override
    Map<String, String> store(Closing afterwards) {
        return Map.of();
    }

    @Override
    String name() {
        return "flood-on-disk";
    }

    @Override
    int room() {
        return 200;
    }
}
