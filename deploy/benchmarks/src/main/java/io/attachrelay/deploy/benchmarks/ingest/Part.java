package io.attachrelay.deploy.benchmarks.ingest;

/** What is measured; each part can be left out. */
public enum Part {
    /** Files of all sizes, on the disk. */
    FILES,
    /** Webhooks at half of what the machine can copy. */
    ACK,
    /** Events that were acknowledged before. */
    DUPLICATES,
    /** Files kept in Azurite. */
    AZURE
}
