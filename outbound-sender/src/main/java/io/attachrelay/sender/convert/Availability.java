package io.attachrelay.sender.convert;

/** Whether a converter can work on this machine. */
public sealed interface Availability {

    /**
     * It can.
     *
     * @param version of the program or library that does the work
     */
    record Available(String version) implements Availability {}

    /**
     * It can't.
     *
     * @param lacking what is missing and how to get it, in words
     */
    record Missing(String lacking) implements Availability {}
}
