package io.attachrelay.validator.inspect.detect;

import static java.util.Map.entry;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** TIFF, and cameras' raw files, which are TIFF with the maker's name and a thumbnail first. */
final class TiffStep implements DetectionStep {

    private static final String TIFF = "image/tiff";
    private static final int MAKE = 271;
    private static final int SUB_DIRECTORIES = 330;
    private static final int DNG_VERSION = 50_706;

    private static final Map<String, String> RAW_BY_MAKER =
            Map.ofEntries(
                    entry("nikon", "image/x-nikon-nef"),
                    entry("sony", "image/x-sony-arw"),
                    entry("pentax", "image/x-pentax-pef"),
                    entry("samsung", "image/x-samsung-srw"));

    @Override
    public Optional<Detected> detect(Content content) {
        if (!content.has(0, "II*\0") && !content.has(0, "MM\0*")) {
            return Optional.empty();
        }
        if (content.has(8, "CR\2")) {
            return Optional.of(Detected.type("image/x-canon-cr2"));
        }
        return Optional.of(
                Detected.type(TiffDirectory.first(content).map(TiffStep::type).orElse(TIFF)));
    }

    private static String type(TiffDirectory directory) {
        if (directory.has(DNG_VERSION)) {
            return "image/x-adobe-dng";
        }
        String maker = directory.text(MAKE).toLowerCase(Locale.ROOT).split(" ", 2)[0];
        boolean thumbnail = directory.has(SUB_DIRECTORIES) || directory.isReduced();
        return thumbnail ? RAW_BY_MAKER.getOrDefault(maker, TIFF) : TIFF;
    }
}
