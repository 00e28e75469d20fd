package io.attachrelay.platform;

/** Tells the agent something inside the conversation. */
@FunctionalInterface
public interface SystemMessages {

    /** Posts a system message; not idempotent. The value means nothing. */
    CallOutcome<Boolean> post(MessageRef message, String text);
}
