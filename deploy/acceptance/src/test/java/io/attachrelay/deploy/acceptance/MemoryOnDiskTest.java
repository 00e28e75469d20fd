package io.attachrelay.deploy.acceptance;

import io.attachrelay.deploy.system.Closing;
import java.util.Map;

class MemoryOnDiskTest extends MemoryContract {

    @Override
    Map<String, String> store(Closing afterwards) {
        return Map.of();
    }

    @Override
    String name() {
        return "memory-on-disk";
    }

    @Override
    int atOnce() {
        return 200;
    }

    @Override
    long mostEach() {
        return 256 << 10;
    }
}
