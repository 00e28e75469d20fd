package io.attachrelay.sender.convert.av;

import java.util.Arrays;
import java.util.stream.Stream;

/**
 * Sizes of films, from the finest to the coarsest, with what they need at least: about 0.06 bits
 * for each pixel of 25 pictures a second, below which H.264 shows blocks.
 */
enum FilmSize {
    P720(720, 1200, 96),
    P480(480, 600, 64),
    P360(360, 350, 64),
    P240(240, 150, 48),
    P144(144, 60, 32);

    private final int shorterSide;
    private final int pictureKilobits;
    private final int soundKilobits;

    FilmSize(int shorterSide, int pictureKilobits, int soundKilobits) {
        this.shorterSide = shorterSide;
        this.pictureKilobits = pictureKilobits;
        this.soundKilobits = soundKilobits;
    }

    /** Those that can be had with so many kilobits a second. */
    static Stream<FilmSize> within(long kilobits) {
        return Arrays.stream(values())
                .filter(it -> it.pictureKilobits + it.soundKilobits <= kilobits);
    }

    /** In pixels, at most. */
    int shorterSide() {
        return shorterSide;
    }

    int soundKilobits() {
        return soundKilobits;
    }
}
