package io.attachrelay.sender.convert.av;

import java.time.Duration;
import java.util.Optional;

/**
 * What is in a file.
 *
 * @param duration zero if the file does not tell
 * @param picture the first moving one; covers don't count
 * @param sound the first
 */
record Media(Duration duration, Optional<Picture> picture, Optional<Sound> sound) {

    /**
     * A moving picture.
     *
     * @param stream its number in the file
     * @param codec as ffmpeg calls it
     * @param profile of the codec, as ffmpeg calls it; empty if unknown
     * @param reordered whether frames are stored in another order than they are shown (B-frames)
     */
    record Picture(
            int stream,
            String codec,
            String profile,
            String pixelFormat,
            int width,
            int height,
            boolean reordered) {

        int shorterSide() {
            return Math.min(width, height);
        }
    }

    /**
     * Sound.
     *
     * @param stream its number in the file
     * @param codec as ffmpeg calls it
     */
    record Sound(int stream, String codec, int channels) {}

    /**
     * How many bits a second may have so that all of it fits; {@code fallback} if that's unknown.
     */
    long bitsPerSecond(long bytes, long fallback) {
        if (duration.isZero()) {
            return fallback;
        }
        // What the container adds is below 3 % from 16 kbit/s upwards, measured with Ogg and MP4.
        return (long) (bytes * 8 * 0.97 / (duration.toMillis() / 1000.0));
    }
}
