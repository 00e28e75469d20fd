package io.attachrelay.deploy.acceptance;

import static org.junit.jupiter.api.Assumptions.abort;

import io.attachrelay.deploy.system.Closing;
import io.attachrelay.deploy.testkit.azurite.Azurite;
import io.attachrelay.deploy.testkit.azurite.AzuriteSearch;
import java.io.IOException;
import java.util.Map;

/** What has its files in an Azurite; its tests are skipped where there is none. */
final class OnAzurite {

    private OnAzurite() {}

    private static Azurite find() {
        return switch (Azurite.find()) {
            case AzuriteSearch.Found(var found, _) -> found;
            case AzuriteSearch.Absent(var reason) -> abort(reason);
        };
    }

    /** A stage without services, and the Azurite under it; both are closed afterwards. */
    static Stage stage(String name, Closing afterwards) throws IOException {
        Map<String, String> store = store(afterwards);
        return afterwards.add(
                Stage.set(
                        name,
                        world -> {
                            store.forEach(world::set);
                            return world;
                        }));
    }

    /** Settings for files in an Azurite, which is closed afterwards. */
    static Map<String, String> store(Closing afterwards) {
        String connection = afterwards.add(find()).connectionString();
        return Map.of("store.kind", "azure", "store.connection-string", connection);
    }
}
