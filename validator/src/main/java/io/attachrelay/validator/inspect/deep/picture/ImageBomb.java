package io.attachrelay.validator.inspect.deep.picture;

import io.attachrelay.model.FindingCode;
import io.attachrelay.validator.inspect.deep.DeepCheck;
import io.attachrelay.validator.inspect.deep.FindingSink;
import io.attachrelay.validator.inspect.detect.Content;
import io.attachrelay.validator.inspect.detect.Detected;
import io.attachrelay.validator.inspect.detect.GifFrames;
import io.attachrelay.validator.inspect.detect.PictureSize;
import java.util.Optional;
import java.util.Set;

/**
 * A picture whose header announces more pixels than a viewer can hold, or whose texts unpack to
 * more.
 */
public final class ImageBomb implements DeepCheck {

    // Pillow's limit: behind twice its MAX_IMAGE_PIXELS (a quarter of a GB at three bytes each) it
    // refuses to decode.
    private static final long MOST_PIXELS = 178_956_970;

    // A GB at four bytes each. Phones make photos of 200 million pixels, which are real ones: so
    // between the two limits it counts whether the file has bytes for its pixels.
    private static final long MOST_PIXELS_OF_A_PHOTO = 268_435_456;

    // Photos at the highest compression have some 50 pixels a byte, empty pictures 1000 and more.
    private static final long PIXELS_PER_BYTE = 200;

    // A minute of film of a screen: viewers that keep all frames still hold them.
    private static final long MOST_PIXELS_OF_ALL_FRAMES = 16 * MOST_PIXELS_OF_A_PHOTO;

    @Override
    public String name() {
        return "image-bomb";
    }

    @Override
    public Set<FindingCode> finds() {
        return Set.of(FindingCode.IMAGE_BOMB);
    }

    @Override
    public boolean appliesTo(String type) {
        return type.startsWith("image/");
    }

    @Override
    public void look(Content content, Detected detected, FindingSink found) {
        PictureSize.of(detected.type(), content)
                .map(size ->
                        detected.type().equals("image/gif") ? GifFrames.of(content, size) : size)
                .filter(size -> isBomb(size, content.size()))
                .map(ImageBomb::words)
                .or(() -> packed(content, detected.type()))
                .ifPresent(what -> found.add(FindingCode.IMAGE_BOMB, what));
    }

    private static Optional<String> packed(Content content, String type) {
        return type.equals("image/png") || type.equals("image/apng")
                ? PackedChunks.complaint(content).map(c -> "a packed text or profile: " + c)
                : Optional.empty();
    }

    private static boolean isBomb(PictureSize size, long bytes) {
        long pixels = size.pixels();
        return pixels > MOST_PIXELS_OF_A_PHOTO
                || pixels > MOST_PIXELS && pixels / bytes > PIXELS_PER_BYTE
                || size.frames() > MOST_PIXELS_OF_ALL_FRAMES / Math.max(1, pixels);
    }

    private static String words(PictureSize size) {
        String pixels = "%d x %d pixels".formatted(size.width(), size.height());
        return size.frames() == 1 ? pixels : pixels + " x %d frames".formatted(size.frames());
    }
}
