package io.attachrelay.gateway.intake;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs what nobody expected, without any message: a client library's exception may quote the URL
 * that it was given.
 */
public final class Faults {

    private static final Logger log = LoggerFactory.getLogger(Faults.class);

    private Faults() {}

    /**
     * Logs the types of the fault and its causes and where it was thrown.
     *
     * @param message a constant
     */
    public static void log(String message, Throwable fault) {
        log.atError()
                .setMessage(message)
                .addKeyValue("fault", types(fault))
                .addKeyValue("at", place(fault))
                .log();
    }

    private static String types(Throwable fault) {
        return Stream.iterate(fault, f -> f != null, Throwable::getCause)
                .limit(5)
                .map(f -> f.getClass().getName())
                .collect(Collectors.joining(" < "));
    }

    private static String place(Throwable fault) {
        return Stream.of(fault.getStackTrace())
                .filter(f -> f.getClassName().startsWith("io.attachrelay."))
                .findFirst()
                .map(StackTraceElement::toString)
                .orElse("elsewhere");
    }
}
