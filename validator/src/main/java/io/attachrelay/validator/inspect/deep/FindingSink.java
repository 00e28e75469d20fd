package io.attachrelay.validator.inspect.deep;

import io.attachrelay.model.FindingCode;

/** Takes what a check notices. */
@FunctionalInterface
public interface FindingSink {

    /**
     * Notes a finding.
     *
     * @param detail where or what exactly, for a person; empty if the code says it all
     */
    void add(FindingCode code, String detail);
}
