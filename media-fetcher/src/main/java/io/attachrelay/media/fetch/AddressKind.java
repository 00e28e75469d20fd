package io.attachrelay.media.fetch;

/** Who can be behind an address. */
enum AddressKind {
    /** Anyone on the public internet. */
    GLOBAL,

    /** The machine itself, its own network, or no one: not out on the public internet. */
    SPECIAL,

    /** A cloud's service that hands credentials of its machines to whoever can reach it. */
    METADATA
}
