package io.attachrelay.validator.inspect.detect;

/**
 * A text in which a search ends when the examination is given up. A pattern reads nothing of the
 * file while it goes through a text, so nothing else could end it.
 */
public final class StoppableText implements CharSequence {

    // Asking costs about as much as a few characters.
    private static final int CHARACTERS_PER_QUESTION = 1 << 10;

    private final CharSequence text;
    private final Content content;
    private int asked;

    /**
     * @param content whose examination it is
     */
    public StoppableText(CharSequence text, Content content) {
        this.text = text;
        this.content = content;
    }

    @Override
    public int length() {
        return text.length();
    }

    /**
     * {@inheritDoc}
     *
     * @throws TooCostlyException if the examination was given up
     */
    @Override
    public char charAt(int index) {
        if (++asked % CHARACTERS_PER_QUESTION == 0) {
            content.checkpoint();
        }
        return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return text.subSequence(start, end);
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
