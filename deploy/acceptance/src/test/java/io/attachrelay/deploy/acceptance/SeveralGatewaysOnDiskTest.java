package io.attachrelay.deploy.acceptance;

import io.attachrelay.deploy.system.Closing;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.extension.ExtendWith;

/** Several gateways on one machine: they share its disk. */
@ExtendWith(RunningSystems.class)
@Order(3)
class SeveralGatewaysOnDiskTest extends SeveralGatewaysContract {

    private final Stage stage;

    SeveralGatewaysOnDiskTest(InOneProcess system) {
        this.stage = system.stage();
    }

    @Override
    Stage stage(Closing afterwards) {
        return stage;
    }
}
