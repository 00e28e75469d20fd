package io.attachrelay.sender.convert.image;

import io.attachrelay.sender.convert.jvm.JavaConverter;
import io.attachrelay.sender.convert.jvm.Limits;
import io.attachrelay.settings.ConversionSettings;
import java.util.Set;

/**
 * PNG, JPEG, GIF, BMP, TIFF and WebP to JPEG or PNG, in Java alone. Of what moves it takes the
 * first frame; a file of several pages is refused, since the others would be lost.
 */
public final class ImageConverter extends JavaConverter {

    static final Set<String> TARGETS = Set.of("image/jpeg", "image/png");

    // 96 MB of pixels as they come from the decoder, 64 MB as they go to the encoder, and what a
    // decoder of WebP holds beside.
    private static final long HEAP_BYTES = 384L << 20;

    private ImageConverter(Limits limits) {
        super(PictureJob.class, limits);
    }

    /** On this machine. The time limit counts the processor's time; the memory is its own. */
    public static ImageConverter here(ConversionSettings settings) {
        return within(limits(HEAP_BYTES, settings));
    }

    static ImageConverter within(Limits limits) {
        return new ImageConverter(limits);
    }

    @Override
    public String name() {
        return "images";
    }

    @Override
    public boolean knows(String sourceType, String targetType) {
        return PictureFormat.of(sourceType).isPresent() && TARGETS.contains(targetType);
    }
}
