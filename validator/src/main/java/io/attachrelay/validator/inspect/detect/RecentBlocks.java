package io.attachrelay.validator.inspect.detect;

import org.jspecify.annotations.Nullable;

/** The latest blocks of a file that were read. */
final class RecentBlocks {

    private final @Nullable Block[] blocks;
    private int loads;

    /**
     * @param most how many are kept
     */
    RecentBlocks(int most) {
        this.blocks = new Block[most];
    }

    /** The newest one in which these bytes stand. */
    @Nullable Block covering(long from, int count) {
        for (int i = loads - 1; i >= Math.max(0, loads - blocks.length); i--) {
            Block block = blocks[i % blocks.length];
            if (block != null && block.covers(from, count)) {
                return block;
            }
        }
        return null;
    }

    /** Keeps one more; the oldest goes. */
    void keep(Block block) {
        blocks[loads++ % blocks.length] = block;
    }
}
