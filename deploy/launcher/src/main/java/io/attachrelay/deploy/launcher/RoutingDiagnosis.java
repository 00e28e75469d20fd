package io.attachrelay.deploy.launcher;

import io.attachrelay.notice.Phrasebook;
import io.attachrelay.router.attributes.RoutingAttributes;
import io.attachrelay.settings.Settings;
import io.attachrelay.settings.rows.WrongRowsException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Looks at an operator's own rows about what flows and agents are told. */
final class RoutingDiagnosis {

    private final Settings settings;

    RoutingDiagnosis(Settings settings) {
        this.settings = settings;
    }

    List<Finding> findings() {
        return List.of(
                finding("routing", settings.routing().file(), () -> RoutingAttributes.of(settings)),
                finding("notices", settings.notices().file(), () -> Phrasebook.of(settings)));
    }

    private static Finding finding(String name, Optional<Path> file, Runnable read) {
        try {
            read.run();
            return new Finding(name, true, file.map(Path::toString).orElse("the product's own"));
        } catch (WrongRowsException e) {
            return new Finding(name, false, String.valueOf(e.getMessage()));
        }
    }
}
