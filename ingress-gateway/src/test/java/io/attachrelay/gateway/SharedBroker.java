package io.attachrelay.gateway;

import io.attachrelay.deploy.testkit.kafka.KafkaBroker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** One broker for all test classes that do not harm it. */
final class SharedBroker implements ParameterResolver {

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == KafkaBroker.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(ExtensionContext.Namespace.create(SharedBroker.class))
                .computeIfAbsent(KafkaBroker.class, _ -> started(), KafkaBroker.class);
    }

    private static KafkaBroker started() {
        try {
            var folder = Files.createTempDirectory(Path.of("target"), "broker");
            return KafkaBroker.builder().dataDir(folder).build().start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
