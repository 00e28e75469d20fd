package io.attachrelay.deploy.acceptance;

import io.attachrelay.deploy.system.Closing;
import io.attachrelay.deploy.system.Role;
import java.io.IOException;

class QuarantineOnDiskTest extends QuarantineFlowContract {

    @Override
    Stage stage(Closing afterwards) throws IOException {
        Stage stage = afterwards.add(Stage.set("quarantine-on-disk"));
        afterwards.add(stage.system().start(Role.values()));
        return stage;
    }
}
