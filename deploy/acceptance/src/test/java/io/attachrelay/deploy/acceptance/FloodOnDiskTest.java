package io.attachrelay.deploy.acceptance;

import java.util.Map;

class FloodOnDiskTest extends FloodContract {

    @Override
    Map<String, String> store() {
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
