package io.attachrelay.deploy.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Hands running systems to test classes: each is started when the first class asks for it and is
 * closed after the last test of all. Tests keep apart by ids of their own.
 */
final class RunningSystems implements ParameterResolver {

    private static final Namespace OURS = Namespace.create(RunningSystems.class);

    private static final Map<Class<?>, Supplier<AutoCloseable>> KINDS =
            Map.of(
                    InOneProcess.class, opening(InOneProcess::new),
                    InContainers.class, opening(InContainers::new),
                    InFourProcesses.class, opening(InFourProcesses::new));

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return KINDS.containsKey(parameter.getParameter().getType());
    }

    /** What implements AutoCloseable in the root's store is closed with it. */
    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> kind = parameter.getParameter().getType();
        return context.getRoot().getStore(OURS).computeIfAbsent(kind, k -> KINDS.get(k).get());
    }

    @FunctionalInterface
    private interface Opening {
        AutoCloseable open() throws IOException;
    }

    private static Supplier<AutoCloseable> opening(Opening opening) {
        return () -> {
            try {
                return opening.open();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
    }
}
