package io.attachrelay.deploy.testkit.clamd;

/** Whether a machine can run clamd. */
public sealed interface ClamdSearch {

    /** It runs; who searched closes it. */
    record Found(ClamdProcess clamd) implements ClamdSearch {}

    /**
     * It doesn't run here.
     *
     * @param reason what was tried and why it failed, a line for a human
     */
    record Absent(String reason) implements ClamdSearch {}
}
