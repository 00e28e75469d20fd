package io.attachrelay.validator.inspect.detect;

import org.jspecify.annotations.Nullable;

/** Sound that is a row of frames, each of which tells its own length. */
public interface FrameFormat {

    /** The most bytes that a frame's header takes. */
    int HEADER = 7;

    /**
     * The frame that begins there; {@code null} if none does.
     *
     * @param bytes what it lacks of {@link #HEADER} bytes from there on, the file lacks or nobody
     *     asks for
     */
    @Nullable Frame at(byte[] bytes, int at);

    /**
     * A frame.
     *
     * @param bytes with its header
     * @param samples that it holds, of one channel
     * @param rate samples a second
     * @param bits a second, 0 if it does not tell
     * @param codec that it is coded with
     */
    record Frame(int bytes, int samples, int rate, int bits, String codec) {

        /** Whether one recording may hold both: only its bit rate varies. */
        public boolean goesWith(Frame other) {
            return samples == other.samples && rate == other.rate && codec.equals(other.codec);
        }
    }
}
