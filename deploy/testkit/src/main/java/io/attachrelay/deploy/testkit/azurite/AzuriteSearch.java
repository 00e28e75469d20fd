package io.attachrelay.deploy.testkit.azurite;

/** Whether a machine can run Azurite. */
public sealed interface AzuriteSearch {

    /**
     * It runs; who searched closes it.
     *
     * @param source where it comes from, in words
     */
    record Found(Azurite azurite, String source) implements AzuriteSearch {}

    /**
     * It doesn't run here.
     *
     * @param reason what was tried and why it failed, a line for a human
     */
    record Absent(String reason) implements AzuriteSearch {}
}
