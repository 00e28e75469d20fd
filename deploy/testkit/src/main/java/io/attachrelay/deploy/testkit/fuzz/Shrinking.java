package io.attachrelay.deploy.testkit.fuzz;

import java.nio.ByteBuffer;
import java.util.function.Predicate;

/** Makes an input smaller as long as it stays wrong. */
final class Shrinking {

    private static final int MOST_TRIES = 1_000;

    private final Predicate<byte[]> wrong;
    private int triesLeft = MOST_TRIES;

    private Shrinking(Predicate<byte[]> wrong) {
        this.wrong = wrong;
    }

    static byte[] of(byte[] input, Predicate<byte[]> wrong) {
        Shrinking shrinking = new Shrinking(wrong);
        byte[] smallest = input;
        for (int piece = input.length / 2; piece > 0; piece /= 2) {
            smallest = shrinking.withoutPieces(smallest, piece);
        }
        return smallest;
    }

    private byte[] withoutPieces(byte[] input, int piece) {
        byte[] smallest = input;
        int at = 0;
        while (at + piece <= smallest.length && triesLeft-- > 0) {
            byte[] smaller = without(smallest, at, piece);
            if (wrong.test(smaller)) {
                smallest = smaller;
            } else {
                at += piece;
            }
        }
        return smallest;
    }

    private static byte[] without(byte[] input, int from, int count) {
        return ByteBuffer.allocate(input.length - count)
                .put(input, 0, from)
                .put(input, from + count, input.length - from - count)
                .array();
    }
}
