package io.attachrelay.sender.convert.image;

import io.attachrelay.sender.convert.Availability;
import io.attachrelay.sender.convert.Conversion;
import io.attachrelay.sender.convert.ConversionRequest;
import io.attachrelay.sender.convert.Converter;
import io.attachrelay.sender.convert.jvm.JavaConversions;
import io.attachrelay.sender.convert.jvm.Limits;
import io.attachrelay.settings.ConversionSettings;
import java.util.Set;

/**
 * PNG, JPEG, GIF, BMP, TIFF and WebP to JPEG or PNG, in Java alone. Of what moves it takes the
 * first frame; a file of several pages is refused, since the others would be lost.
 */
public final class ImageConverter implements Converter {

    static final Set<String> TARGETS = Set.of("image/jpeg", "image/png");

    // 96 MB of pixels as they come from the decoder, 64 MB as they go to the encoder, and what a
    // decoder of WebP holds beside.
    private static final long HEAP_BYTES = 384L << 20;

    private final JavaConversions conversions;

    private ImageConverter(JavaConversions conversions) {
        this.conversions = conversions;
    }

    /** On this machine. The time limit counts the processor's time; the memory is its own. */
    public static ImageConverter here(ConversionSettings settings) {
        return within(new Limits(HEAP_BYTES, settings.timeLimit(), settings.atOnce()));
    }

    static ImageConverter within(Limits limits) {
        return new ImageConverter(new JavaConversions(PictureJob.class, limits));
    }

    @Override
    public String name() {
        return "images";
    }

    @Override
    public Availability availability() {
        return conversions.availability();
    }

    @Override
    public boolean knows(String sourceType, String targetType) {
        return PictureFormat.of(sourceType).isPresent() && TARGETS.contains(targetType);
    }

    @Override
    public Conversion convert(ConversionRequest request) throws InterruptedException {
        return conversions.convert(request);
    }

    @Override
    public void close() {
        conversions.close();
    }
}
