package io.attachrelay.deploy.acceptance;

import java.util.Random;
import java.util.stream.LongStream;

/**
 * What generated tests begin from: a seed that is always the same, and new ones. A run with {@code
 * -Dattachrelay.test.seed=N} plays one script again, one with {@code -Dattachrelay.test.rounds=N}
 * plays more of them.
 */
final class Seeds {

    private Seeds() {}

    static LongStream from(long always) {
        Long given = Long.getLong("attachrelay.test.seed");
        int rounds = Integer.getInteger("attachrelay.test.rounds", 1);
        return given != null
                ? LongStream.of(given)
                : LongStream.concat(LongStream.of(always), new Random().longs(rounds));
    }
}
