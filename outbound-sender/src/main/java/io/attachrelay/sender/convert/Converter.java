package io.attachrelay.sender.convert;

/**
 * Makes other forms of files, within limits of time and memory. Some need programs that may not be
 * installed. Safe for all threads.
 */
public interface Converter extends AutoCloseable {

    /** A short word for operators, such as {@code office}. */
    String name();

    /** Whether it can work on this machine; found out once and cheap to ask. */
    Availability availability();

    /**
     * Whether it knows how to make one type of another, installed or not.
     *
     * @param sourceType a MIME type that the bytes proved
     * @param targetType another MIME type, or the same to make a file smaller
     */
    boolean knows(String sourceType, String targetType);

    /**
     * Converts; blocks for as long as that takes, at most the time limit.
     *
     * @throws InterruptedException if this thread is; nothing is left running
     */
    Conversion convert(ConversionRequest request) throws InterruptedException;

    /** Ends what it runs. */
    @Override
    void close();
}
