package io.attachrelay.sender.convert.text;

import io.attachrelay.sender.convert.jvm.ImpossibleException;
import java.util.Locale;

/**
 * Whether a text can be read once it is laid out: a page of boxes, or of words whose letters stand
 * in the wrong order, is worth less than the file itself.
 */
final class Legible {

    // A name in another script within a letter may be lost, a letter in it may not.
    private static final double MOST_MISSING = 0.02;

    private Legible() {}

    static void refuseOthers(String text, Fonts fonts) throws ImpossibleException {
        int letters = 0;
        int missing = 0;
        int lastMissing = 0;
        for (int c : text.codePoints().filter(Character::isLetter).toArray()) {
            if (isFromRightToLeft(c)) {
                throw new ImpossibleException("the text runs from right to left");
            }
            letters++;
            if (!fonts.show(c)) {
                missing++;
                lastMissing = c;
            }
        }
        if (missing > letters * MOST_MISSING) {
            throw new ImpossibleException(
                    "the text has letters that no font here has, such as U+%04X %s"
                            .formatted(lastMissing, name(lastMissing)));
        }
    }

    private static boolean isFromRightToLeft(int c) {
        byte direction = Character.getDirectionality(c);
        return direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT
                || direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC;
    }

    private static String name(int c) {
        String name = Character.getName(c);
        return name == null ? "" : name.toLowerCase(Locale.ROOT);
    }
}
