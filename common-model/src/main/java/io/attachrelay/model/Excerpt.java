package io.attachrelay.model;

/** The begin of a text that may be too long. */
public final class Excerpt {

    private Excerpt() {}

    /**
     * The first characters, one less where the last would be half of one that takes two.
     *
     * @param most how many, above zero
     */
    public static String begin(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        return text.substring(
                0, Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most);
    }
}
