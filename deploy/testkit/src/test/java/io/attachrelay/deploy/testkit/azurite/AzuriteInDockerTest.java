package io.attachrelay.deploy.testkit.azurite;

import static org.assertj.core.api.Assertions.fail;

import java.util.List;
import org.junit.jupiter.api.Tag;

/** Azurite in a container, by the command line of Docker. */
@Tag("containers")
class AzuriteInDockerTest extends AzuriteContract {

    @Override
    Azurite start() {
        return switch (Azurite.find(List.of(Azurite.docker()))) {
            case AzuriteSearch.Found(var found, _) -> found;
            case AzuriteSearch.Absent(var reason) -> fail(reason);
        };
    }
}
