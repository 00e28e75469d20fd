package io.attachrelay.deploy.acceptance;

import static org.junit.jupiter.api.Assumptions.abort;

import io.attachrelay.deploy.system.Closing;
import io.attachrelay.deploy.system.Role;
import io.attachrelay.deploy.testkit.azurite.Azurite;
import io.attachrelay.deploy.testkit.azurite.AzuriteSearch;
import java.io.IOException;
import org.junit.jupiter.api.Timeout;

// The first run on a machine fetches Azurite.
@Timeout(600)
class QuarantineOnAzuriteTest extends QuarantineFlowContract {

    @Override
    Stage stage(Closing afterwards) throws IOException {
        Azurite azurite = afterwards.add(azurite());
        String connection = azurite.connectionString();
        Stage stage =
                afterwards.add(
                        Stage.set(
                                "quarantine-on-azurite",
                                world ->
                                        world.set("store.kind", "azure")
                                                .set("store.connection-string", connection)));
        afterwards.add(stage.system().start(Role.values()));
        return stage;
    }

    private static Azurite azurite() {
        return switch (Azurite.find()) {
            case AzuriteSearch.Found(var found, _) -> found;
            case AzuriteSearch.Absent(var reason) -> abort(reason);
        };
    }
}
