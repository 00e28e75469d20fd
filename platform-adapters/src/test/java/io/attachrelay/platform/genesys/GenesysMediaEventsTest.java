package io.attachrelay.platform.genesys;

import io.attachrelay.deploy.testkit.platform.GenesysSimulator;
import io.attachrelay.deploy.testkit.platform.PlatformSimulator;
import io.attachrelay.platform.PlatformContract;
import java.io.IOException;

class GenesysMediaEventsTest extends PlatformContract {

    @Override
    protected PlatformSimulator start() throws IOException {
        return GenesysSimulator.start();
    }

    @Override
    protected String target() {
        return "msg-1";
    }
}
