package io.attachrelay.media.share;

/** When a tenant may have one more place. */
enum Rule {
    /**
     * While it holds less than what is free. One tenant alone gets half, n tenants get {@code
     * 1/(n+1)} each, and a newcomer finds room at once: no flood fills everything.
     */
    KEEPING_ROOM {
        @Override
        boolean admits(int held, int free) {
            return held < free;
        }
    },
    /** While any is free: for places that come free again so soon that none need be kept. */
    WHILE_FREE {
        @Override
        boolean admits(int held, int free) {
            return free > 0;
        }
    };

    /**
     * @param held by the tenant that asks
     * @param free of all places
     */
    abstract boolean admits(int held, int free);
}
