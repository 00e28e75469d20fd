package io.attachrelay.validator.inspect.detect;

/** An image of a disc (ECMA-119, which is ISO 9660): its mark stands behind 16 empty sectors. */
public final class DiscImage {

    private static final int MARK = 32_769;

    private DiscImage() {}

    /** Whether a disc's readers would take these bytes for one. */
    public static boolean isDisc(Content content) {
        return content.has(MARK, "CD001");
    }
}
