package io.attachrelay.deploy.acceptance;

import io.attachrelay.deploy.system.Closing;
import io.attachrelay.deploy.system.Role;
import java.io.IOException;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Timeout;

/** Several gateways that share nothing but a broker and Azure Blob Storage. */
// The first run on a machine fetches Azurite.
@Timeout(600)
@Order(3)
class SeveralGatewaysOnAzuriteTest extends SeveralGatewaysContract {

    @Override
    Stage stage(Closing afterwards) throws IOException {
        Stage stage = OnAzurite.stage("several-gateways-on-azurite", afterwards);
        afterwards.add(stage.system().start(Role.VALIDATOR));
        return stage;
    }
}
