package io.attachrelay.deploy.system;

/** A service of AttachRelay; a process runs one or more. */
public enum Role {
    GATEWAY,
    VALIDATOR,
    ROUTER,
    SENDER
}
