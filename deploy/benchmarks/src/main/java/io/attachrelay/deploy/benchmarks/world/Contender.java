package io.attachrelay.deploy.benchmarks.world;

import io.attachrelay.deploy.benchmarks.load.Work;
import java.io.IOException;
import java.time.Duration;
import java.util.OptionalLong;

/** What brings files from the media host to where they are kept. */
public interface Contender {

    /** For tables. */
    String name();

    /**
     * Work that brings {@code count} new files, each of {@code bytes}; everything that only the
     * generator needs is prepared here, before the clock runs.
     */
    Work bring(int bytes, int count);

    /** The processor time that its process has used so far, in user and system mode. */
    Duration cpuTime();

    /** Returns when nothing is under way. */
    void awaitQuiet() throws InterruptedException;

    /** How many bytes its files have now; empty if it can't be told. */
    OptionalLong kept() throws IOException;

    /** Removes all files. */
    void clear() throws IOException;
}
