package io.attachrelay.platform;

import java.util.Map;

/** Gives the flow engine what it routes on. */
@FunctionalInterface
public interface RoutingSink {

    /** Sets attributes; setting the same ones again changes nothing. The value means nothing. */
    CallOutcome<Boolean> put(MessageRef message, Map<String, String> attributes);
}
