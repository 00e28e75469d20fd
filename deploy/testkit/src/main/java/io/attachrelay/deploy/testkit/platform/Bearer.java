package io.attachrelay.deploy.testkit.platform;

/** What a request carried in its {@code Authorization} header. */
public enum Bearer {
    /** No bearer token at all. */
    NONE,
    /** One that was never issued, has expired or was revoked. */
    STALE,
    /** One that counts now. */
    VALID
}
