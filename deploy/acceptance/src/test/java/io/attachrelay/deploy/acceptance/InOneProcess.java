package io.attachrelay.deploy.acceptance;

import io.attachrelay.deploy.system.Closing;
import io.attachrelay.deploy.system.Role;
import java.io.IOException;

/** All services in this process, started once for all tests that ask for it. */
final class InOneProcess implements AutoCloseable {

    private final Closing closing = new Closing();
    private final Stage stage;
    private final CompanyService company;

    InOneProcess() throws IOException {
        stage = closing.add(Stage.set("in-one-process"));
        closing.add(stage.system().start(Role.values()));
        company = closing.add(new CompanyService(stage.system()));
    }

    Stage stage() {
        return stage;
    }

    CompanyService company() {
        return company;
    }

    @Override
    public void close() {
        closing.close();
    }
}
