package io.attachrelay.deploy.testkit.platform;

/** What a platform's API can be asked for. */
public enum Endpoint {
    TOKEN,
    UPLOAD,
    SEND,
    SYSTEM_MESSAGE,
    ATTRIBUTES
}
