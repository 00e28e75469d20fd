package io.attachrelay.platform.cxone;

import io.attachrelay.deploy.testkit.platform.CxoneSimulator;
import io.attachrelay.deploy.testkit.platform.PlatformSimulator;
import io.attachrelay.platform.PlatformContract;
import java.io.IOException;

class CxoneConversationEventsTest extends PlatformContract {

    @Override
    protected PlatformSimulator start() throws IOException {
        return CxoneSimulator.start();
    }

    @Override
    protected String target() {
        return "conv-1";
    }
}
