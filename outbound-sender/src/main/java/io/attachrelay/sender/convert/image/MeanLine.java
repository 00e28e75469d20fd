package io.attachrelay.sender.convert.image;

import java.util.Arrays;

/**
 * Rows of pixels drawn together into one row that is as wide or narrower: each of its pixels is the
 * mean of what it covers, by shares. What is transparent counts for less.
 */
final class MeanLine {

    private static final int CHANNELS = 4;
    private static final float MOST = 255;

    private final int from;
    private final int to;
    private final float[] narrowed;
    private final float[] sum;
    private float weight;

    /**
     * @param from width of the rows that it takes, in pixels
     * @param to width of the row that it gives, at most that
     */
    MeanLine(int from, int to) {
        this.from = from;
        this.to = to;
        this.narrowed = new float[to * CHANNELS];
        this.sum = new float[to * CHANNELS];
    }

    /** Narrows a row, for {@link #add}. */
    void take(int[] argb) {
        Arrays.fill(narrowed, 0);
        // In parts of which a pixel that comes has as many as `to`, one that goes as many as
        // `from`.
        int target = 0;
        long room = from;
        for (int x = 0; x < from; x++) {
            long left = to;
            if (left >= room) {
                mix(argb[x], target, (float) room / from);
                left -= room;
                room = from;
                target++;
            }
            if (left > 0) {
                mix(argb[x], target, (float) left / from);
                room -= left;
            }
        }
    }

    private void mix(int argb, int target, float share) {
        float alpha = (argb >>> 24) * share;
        float scale = alpha / MOST;
        int i = target * CHANNELS;
        narrowed[i] += alpha;
        narrowed[i + 1] += (argb >> 16 & 0xff) * scale;
        narrowed[i + 2] += (argb >> 8 & 0xff) * scale;
        narrowed[i + 3] += (argb & 0xff) * scale;
    }

    /** Adds the row that was taken last, by its share of the row that it gives. */
    void add(float share) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] += narrowed[i] * share;
        }
        weight += share;
    }

    /**
     * Gives the mean of what was added, and begins anew.
     *
     * @param onWhite whether it stands before white; if not, it stays transparent where it was
     */
    int[] give(boolean onWhite) {
        int[] argb = new int[to];
        for (int x = 0; x < to; x++) {
            argb[x] = onWhite ? onWhite(x * CHANNELS) : transparent(x * CHANNELS);
        }
        Arrays.fill(sum, 0);
        weight = 0;
        return argb;
    }

    private int onWhite(int i) {
        float white = MOST - sum[i] / weight;
        return pixel(
                MOST,
                sum[i + 1] / weight + white,
                sum[i + 2] / weight + white,
                sum[i + 3] / weight + white);
    }

    private int transparent(int i) {
        float alpha = sum[i];
        return alpha == 0
                ? 0
                : pixel(
                        alpha / weight,
                        sum[i + 1] * MOST / alpha,
                        sum[i + 2] * MOST / alpha,
                        sum[i + 3] * MOST / alpha);
    }

    private static int pixel(float alpha, float red, float green, float blue) {
        return channel(alpha) << 24 | channel(red) << 16 | channel(green) << 8 | channel(blue);
    }

    private static int channel(float value) {
        return Math.min(0xff, Math.round(value));
    }
}
