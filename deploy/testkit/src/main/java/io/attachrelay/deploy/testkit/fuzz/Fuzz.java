package io.attachrelay.deploy.testkit.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A fuzzer: it changes valid inputs here and there, and a check says of each what came of it. An
 * input with an outcome that was not seen before is kept, to be changed further.
 *
 * <p>A run takes as many inputs as the test says, from a fixed seed, and so is the same each time;
 * another of a second, from a new seed, follows it. The system property {@code
 * attachrelay.test.fuzz}, a duration such as {@code PT30S}, makes one run last that long, from a
 * new seed; {@code attachrelay.test.fuzz-seed} sets the seed of the one run.
 */
public final class Fuzz {

    private static final int USUAL_INPUTS = 4_000;
    private static final int MOST_KEPT = 300;

    private final List<byte[]> inputs;
    private final List<byte[]> tokens = new ArrayList<>();
    private int times = USUAL_INPUTS;
    private boolean json;

    private Fuzz(Stream<byte[]> valid) {
        inputs = valid.toList();
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
        Map<String, Long> outcomes = new TreeMap<>();
        for (FuzzExtent extent : FuzzExtent.of(times)) {
            try (FuzzRun run = new FuzzRun(extent, check)) {
                play(run, new Random(extent.seed()), outcomes);
            }
        }
        return outcomes;
    }

    private void play(FuzzRun run, Random random, Map<String, Long> outcomes) {
        List<byte[]> kept = new ArrayList<>(inputs);
        Mutations mutations = new Mutations(kept, tokens, json, random);
        Set<String> seen = new HashSet<>();
        for (int i = 0; run.goesOn(i); i++) {
            byte[] input = i < inputs.size() ? inputs.get(i) : mutations.next();
            String outcome = run.outcomeOf(input);
            outcomes.merge(outcome, 1L, Long::sum);
            if (seen.add(outcome) && i >= inputs.size() && kept.size() < MOST_KEPT) {
                kept.add(input);
            }
        }
    }

    /** The same for text: inputs are read as UTF-8, with a replacement for what is none. */
    public Map<String, Long> checkText(TextCheck check) {
        return check(input -> check.outcomeOf(new String(input, UTF_8)));
    }
}
