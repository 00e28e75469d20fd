package io.attachrelay.validator.inspect.detect;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;

/** The frames of a GIF, as far as its first 64 KB hold them. */
public final class GifFrames {

    private GifFrames() {}

    /**
     * The size of the canvas, or of a larger frame, with the number of frames.
     *
     * @param canvas as the header says
     */
    public static PictureSize of(Content content, PictureSize canvas) {
        GifBlocks blocks =
                new GifBlocks(new DataInputStream(new ByteArrayInputStream(content.head())));
        try {
            blocks.skip();
        } catch (IOException _) {
            // It goes on behind the head, or is damaged: what was seen counts.
        }
        return new PictureSize(
                Math.max(canvas.width(), blocks.widest()),
                Math.max(canvas.height(), blocks.highest()),
                Math.max(1, blocks.frames()));
    }
}
