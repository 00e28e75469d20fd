package io.attachrelay.gateway.link;

/** What a link leads to. */
public sealed interface LinkLookup {

    /** A file that may be served. */
    record Found(SharedFile file) implements LinkLookup {}

    /** The link is ours, and its time is over. */
    record Expired() implements LinkLookup {}

    /** Not our link, or nothing that may be served: nobody is told which. */
    record Absent() implements LinkLookup {}
}
