package io.attachrelay.deploy.replay;

/** Told how a replay goes on. */
public interface ReplayProgress {

    /** Called once before the first record, with the number of offsets to go through. */
    void begins(long offsets);

    /** Called after each batch, with the offsets gone through in it. */
    void passed(long offsets);
}
