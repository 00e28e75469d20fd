package io.attachrelay.deploy.acceptance;

import io.attachrelay.deploy.system.Closing;
import io.attachrelay.deploy.system.Role;
import java.io.IOException;
import org.junit.jupiter.api.Timeout;

// The first run on a machine fetches Azurite.
@Timeout(600)
class QuarantineOnAzuriteTest extends QuarantineFlowContract {

    @Override
    Stage stage(Closing afterwards) throws IOException {
        Stage stage = OnAzurite.stage("quarantine-on-azurite", afterwards);
        afterwards.add(stage.system().start(Role.values()));
        return stage;
    }
}
