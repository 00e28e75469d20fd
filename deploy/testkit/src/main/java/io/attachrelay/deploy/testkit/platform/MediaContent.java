package io.attachrelay.deploy.testkit.platform;

import java.io.IOException;
import java.io.OutputStream;

/** The bytes of a medium, the same each time they are written. */
public interface MediaContent {

    /** The number of bytes that {@link #writeTo} writes. */
    long size();

    /** Writes all bytes; leaves the stream open. */
    void writeTo(OutputStream out) throws IOException;

    /** Content held in memory. */
    static MediaContent of(byte[] bytes) {
        var copy = bytes.clone();
        return new MediaContent() {
            @Override
            public long size() {
                return copy.length;
            }

            @Override
            public void writeTo(OutputStream out) throws IOException {
                out.write(copy);
            }
        };
    }
}
