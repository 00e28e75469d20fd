package io.attachrelay.sender.convert.image;

/** How a picture lies in its file: the eight values of Exif's tag 0x0112, in their order. */
enum Orientation {
    UPRIGHT(false, false, false),
    MIRRORED(false, true, false),
    UPSIDE_DOWN(false, true, true),
    UPSIDE_DOWN_MIRRORED(false, false, true),
    ON_ITS_SIDE_MIRRORED(true, false, false),
    ON_ITS_LEFT(true, false, true),
    ON_ITS_OTHER_SIDE_MIRRORED(true, true, true),
    ON_ITS_RIGHT(true, true, false);

    private final boolean turned;
    private final boolean fromRight;
    private final boolean fromBottom;

    /**
     * @param turned whether what lies in rows is seen in columns
     * @param fromRight whether rows of the file begin at the right; columns before they are turned
     * @param fromBottom whether the first row of the file is the lowest; the same
     */
    Orientation(boolean turned, boolean fromRight, boolean fromBottom) {
        this.turned = turned;
        this.fromRight = fromRight;
        this.fromBottom = fromBottom;
    }

    /** By the number in the file; what is no such number says nothing. */
    static Orientation of(long number) {
        return number >= 1 && number <= values().length ? values()[(int) number - 1] : UPRIGHT;
    }

    /** Whether width and height change places when the picture is seen. */
    boolean turned() {
        return turned;
    }

    /** Where a pixel of the file is seen: index in the rows of the picture as it is seen. */
    int seenAt(int x, int y, int width, int height) {
        int column = fromRight ? width - 1 - x : x;
        int row = fromBottom ? height - 1 - y : y;
        return turned ? column * height + row : row * width + column;
    }
}
