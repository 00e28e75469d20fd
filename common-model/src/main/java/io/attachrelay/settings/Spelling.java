package io.attachrelay.settings;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.Stream;

/** Finds the word that was meant. */
final class Spelling {

    /** More changes than these make another word. */
    private static final int CLOSE = 2;

    private Spelling() {}

    /**
     * {@code ; did you mean ...?} with the nearest of {@code known}, or nothing if none is near.
     */
    static String hint(String word, Stream<String> known) {
        return known.filter(candidate -> distance(word, candidate) <= CLOSE)
                .min(Comparator.comparingInt(candidate -> distance(word, candidate)))
                .map(nearest -> "; did you mean " + nearest + "?")
                .orElse("");
    }

    /** Levenshtein's: how many letters are to be added, removed or changed. */
    private static int distance(String a, String b) {
        int[] above = new int[b.length() + 1];
        Arrays.setAll(above, i -> i);
        for (int i = 1; i <= a.length(); i++) {
            int[] row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = above[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(change, Math.min(above[j], row[j - 1]) + 1);
            }
            above = row;
        }
        return above[b.length()];
    }
}
