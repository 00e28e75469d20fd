package io.attachrelay.deploy.replay;

/** Shows nothing. */
class Silent implements ReplayProgress {

    @Override
    public void begins(long offsets) {}

    @Override
    public void passed(long offsets) {}
}
