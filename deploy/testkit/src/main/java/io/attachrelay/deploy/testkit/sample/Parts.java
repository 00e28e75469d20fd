package io.attachrelay.deploy.testkit.sample;

import io.attachrelay.deploy.testkit.platform.MediaContent;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Contents one after the other. */
final class Parts implements MediaContent {

    private final List<MediaContent> parts = new ArrayList<>();

    Parts add(MediaContent part) {
        parts.add(part);
        return this;
    }

    Parts add(byte... bytes) {
        return add(MediaContent.of(bytes));
    }

    Parts add(String text) {
        return add(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public long size() {
        return parts.stream().mapToLong(MediaContent::size).sum();
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        for (var part : parts) {
            part.writeTo(out);
        }
    }

    /**
     * Cuts so many bytes into the fewest frames of about equal size.
     *
     * @param largest size of a frame, its header included
     * @return the frames' sizes, headers included
     */
    static long[] frames(long total, long largest) {
        int count = (int) Math.ceilDiv(total, largest);
        var sizes = new long[count];
        for (int i = 0; i < count; i++) {
            sizes[i] = total / count + (i < total % count ? 1 : 0);
        }
        return sizes;
    }
}
