package io.attachrelay.deploy.testkit.fuzz;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Changes inputs at random: bytes, numbers, pieces, words and, if they are JSON, values. */
final class Mutations {

    private static final int SPARE = 4 << 10;
    private static final int MOST_CHANGES = 5;
    private static final int LONGEST_PIECE = 64;
    // Where counts and lengths overflow, wrap and change their sign.
    private static final long[] NUMBERS = {
        0,
        1,
        -1,
        2,
        127,
        128,
        255,
        256,
        32_767,
        32_768,
        65_535,
        Integer.MAX_VALUE,
        Integer.MIN_VALUE
    };

    private final List<byte[]> inputs;
    private final List<byte[]> words;
    private final boolean json;
    private final Random random;
    private final JsonMutations jsonMutations;
    private final int longest;

    /**
     * @param inputs to change; may grow
     */
    Mutations(List<byte[]> inputs, List<byte[]> words, boolean json, Random random) {
        this.inputs = inputs;
        this.words = words;
        this.json = json;
        this.random = random;
        this.jsonMutations = new JsonMutations(words, random);
        this.longest = SPARE + inputs.stream().mapToInt(input -> input.length).max().orElse(0);
    }

    /** An input that differs in one place or several from one of the inputs. */
    byte[] next() {
        byte[] input = any(inputs);
        for (int left = 1 + random.nextInt(MOST_CHANGES); left > 0; left--) {
            input = json && random.nextBoolean() ? jsonMutations.of(input) : changed(input);
        }
        return input.length > longest ? Arrays.copyOf(input, longest) : input;
    }

    private byte[] changed(byte[] input) {
        int at = random.nextInt(input.length + 1);
        int piece = Math.min(1 + random.nextInt(LONGEST_PIECE), input.length - at);
        return switch (random.nextInt(10)) {
            case 0 -> overwritten(input, at, new byte[] {(byte) random.nextInt()});
            case 1 -> overwritten(input, at, number());
            case 2 -> overwritten(input, at, word());
            case 3 -> replaced(input, at, 0, word());
            case 4 -> replaced(input, at, 0, Arrays.copyOfRange(input, at, at + piece));
            case 5 -> replaced(input, at, 0, randomBytes());
            case 6 -> replaced(input, at, piece, new byte[0]);
            case 7 -> Arrays.copyOf(input, at);
            case 8 -> spliced(input, at);
            default -> bitFlipped(input, at);
        };
    }

    private static byte[] overwritten(byte[] input, int at, byte[] with) {
        return replaced(input, at, Math.min(with.length, input.length - at), with);
    }

    private static byte[] replaced(byte[] input, int at, int count, byte[] with) {
        return ByteBuffer.allocate(input.length - count + with.length)
                .put(input, 0, at)
                .put(with)
                .put(input, at + count, input.length - at - count)
                .array();
    }

    private byte[] spliced(byte[] input, int at) {
        byte[] other = any(inputs);
        int from = random.nextInt(other.length + 1);
        return replaced(
                input, at, input.length - at, Arrays.copyOfRange(other, from, other.length));
    }

    private byte[] bitFlipped(byte[] input, int at) {
        byte[] flipped = input.clone();
        if (at < flipped.length) {
            flipped[at] ^= (byte) (1 << random.nextInt(Byte.SIZE));
        }
        return flipped;
    }

    private byte[] number() {
        ByteOrder order = random.nextBoolean() ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES).order(order);
        long number = NUMBERS[random.nextInt(NUMBERS.length)] + random.nextInt(-1, 2);
        return switch (random.nextInt(3)) {
            case 0 -> Arrays.copyOf(bytes.putShort((short) number).array(), Short.BYTES);
            case 1 -> Arrays.copyOf(bytes.putInt((int) number).array(), Integer.BYTES);
            default -> bytes.putLong(number).array();
        };
    }

    private byte[] word() {
        return words.isEmpty() ? randomBytes() : any(words);
    }

    private byte[] randomBytes() {
        byte[] bytes = new byte[1 + random.nextInt(LONGEST_PIECE)];
        random.nextBytes(bytes);
        return bytes;
    }

    private byte[] any(List<byte[]> some) {
        return some.get(random.nextInt(some.size()));
    }
}
