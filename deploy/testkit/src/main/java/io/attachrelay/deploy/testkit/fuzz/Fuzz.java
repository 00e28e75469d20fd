package io.attachrelay.deploy.testkit.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A fuzzer: it changes valid inputs here and there, and a check says of each what came of it. An
 * input with an outcome that was not seen before is kept, to be changed further.
 *
 * <p>A run takes as many inputs as the test says, from a fixed seed, and so is the same each time.
 * The system property {@code attachrelay.test.fuzz}, a duration such as {@code PT30S}, makes each
 * run last that long, from a seed of its own; {@code attachrelay.test.fuzz-seed} sets the seed.
 */
public final class Fuzz {

    private static final int USUAL_INPUTS = 4_000;
    private static final int MOST_KEPT = 300;

    private final List<byte[]> inputs;
    private final List<byte[]> tokens = new ArrayList<>();
    private int times = USUAL_INPUTS;
    private boolean json;

    private Fuzz(Stream<byte[]> valid) {
        inputs = new ArrayList<>(valid.toList());
    }

    /** Says of an input what came of it; throws if that is wrong. */
    @FunctionalInterface
    public interface Check {

        /**
         * Checks.
         *
         * @return the kind of outcome: a word of a small vocabulary
         */
        String outcomeOf(byte[] input) throws Exception;
    }

    /** The same for text. */
    @FunctionalInterface
    public interface TextCheck {

        /**
         * Checks.
         *
         * @return the kind of outcome: a word of a small vocabulary
         */
        String outcomeOf(String input) throws Exception;
    }

    /** A fuzzer that begins with these inputs, one at least. */
    public static Fuzz from(byte[]... valid) {
        return new Fuzz(Arrays.stream(valid));
    }

    /** The same with texts. */
    public static Fuzz from(String... valid) {
        return new Fuzz(Arrays.stream(valid).map(text -> text.getBytes(UTF_8)));
    }

    /** Puts these words into inputs as well. */
    public Fuzz with(String... words) {
        Arrays.stream(words).map(word -> word.getBytes(UTF_8)).forEach(tokens::add);
        return this;
    }

    /** Changes inputs as JSON trees as well. */
    public Fuzz asJson() {
        json = true;
        return this;
    }

    /** How many inputs a usual run takes. */
    public Fuzz times(int count) {
        times = count;
        return this;
    }

    /**
     * Runs the check, on the valid inputs first.
     *
     * @return how often each outcome came
     * @throws AssertionError that names the seed and shows the input, if the check throws
     */
    public Map<String, Long> check(Check check) {
        List<byte[]> valid = List.copyOf(inputs);
        Map<String, Long> outcomes = new TreeMap<>();
        try (FuzzRun run = FuzzRun.of(times, check)) {
            Mutations mutations = new Mutations(inputs, tokens, json, new Random(run.seed()));
            for (int i = 0; run.goesOn(i); i++) {
                byte[] input = i < valid.size() ? valid.get(i) : mutations.next();
                boolean isNew = outcomes.merge(run.outcomeOf(input), 1L, Long::sum) == 1;
                if (isNew && i >= valid.size() && inputs.size() < MOST_KEPT) {
                    inputs.add(input);
                }
            }
        }
        return outcomes;
    }

    /** The same for text: inputs are read as UTF-8, with a replacement for what is none. */
    public Map<String, Long> checkText(TextCheck check) {
        return check(input -> check.outcomeOf(new String(input, UTF_8)));
    }
}
