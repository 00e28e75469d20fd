package io.attachrelay.sender.convert.program;

/** How a program ended; nothing of it is left running. */
public sealed interface ProgramResult {

    /**
     * By itself, or by a signal: also when it wanted more than it may have.
     *
     * @param code zero as a rule for success; above 128 after a signal
     * @param output the first 64 KB of what it wrote
     * @param complaints the same of its standard error
     */
    record Ended(int code, String output, String complaints) implements ProgramResult {

        /**
         * Whether it says that it got no more memory. Not all that run out of it say so; and some
         * leave out what they had no room for, and end well.
         */
        public boolean complainsOfMemory() {
            return MemoryComplaints.in(complaints);
        }
    }

    /** It was ended when its time was over. */
    record OutOfTime() implements ProgramResult {}

    /**
     * It could not be started.
     *
     * @param reason for the log
     */
    record NotStarted(String reason) implements ProgramResult {}
}
