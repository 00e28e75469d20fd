package io.attachrelay.topic;

/**
 * Which records are finished from the lowest open one on, as the metadata of a commit tell it. Both
 * forms count offsets from that one.
 */
sealed interface Finished permits FinishedBits, FinishedLanes {

    /** The longest text, in characters; the rest of what a broker takes is for what is beside. */
    int MOST_CHARS = 4_000;

    /**
     * Whether a record is.
     *
     * @param above how far above the lowest open offset it lies
     * @param lane the {@link LaneKey#hash} of its lane
     */
    boolean has(long above, long lane);

    /** From so far above the lowest open offset on none is. */
    long length();

    /** As it is committed, at most {@link #MOST_CHARS} long. What does not fit is left out. */
    String text();
}
