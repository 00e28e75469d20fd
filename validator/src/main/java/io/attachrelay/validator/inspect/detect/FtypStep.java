package io.attachrelay.validator.inspect.detect;

import static java.util.Map.entry;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * MP4 and its relatives (ISO/IEC 14496-12): the {@code ftyp} box names the brand, and after it the
 * brands that the file is compatible with. Brands as registered at mp4ra.org.
 */
final class FtypStep implements DetectionStep {

    private static final int MAJOR = 8;
    private static final int FIRST_COMPATIBLE = 16;
    private static final int BRAND_BYTES = 4;
    private static final int MOST_BRANDS = 64;

    private static final Map<String, String> BRANDS =
            Map.ofEntries(
                    entry("avc1", "video/mp4"),
                    entry("dash", "video/mp4"),
                    entry("isom", "video/mp4"),
                    entry("mmp4", "video/mp4"),
                    entry("mp41", "video/mp4"),
                    entry("mp42", "video/mp4"),
                    entry("MSNV", "video/mp4"),
                    entry("M4V ", "video/x-m4v"),
                    entry("M4VH", "video/x-m4v"),
                    entry("M4VP", "video/x-m4v"),
                    entry("M4A ", "audio/mp4"),
                    entry("M4B ", "audio/mp4"),
                    entry("M4P ", "audio/mp4"),
                    entry("F4V ", "video/mp4"),
                    entry("F4A ", "audio/mp4"),
                    entry("qt  ", "video/quicktime"),
                    entry("heic", "image/heic"),
                    entry("heix", "image/heic"),
                    entry("heim", "image/heic"),
                    entry("heis", "image/heic"),
                    entry("hevc", "image/heic-sequence"),
                    entry("hevx", "image/heic-sequence"),
                    entry("mif1", "image/heif"),
                    entry("msf1", "image/heif-sequence"),
                    entry("avif", "image/avif"),
                    entry("avis", "image/avif"),
                    entry("crx ", "image/x-canon-cr3"));

    private static final Set<String> WITH_TRACKS =
            Set.of(
                    "video/mp4",
                    "audio/mp4",
                    "video/x-m4v",
                    "video/quicktime",
                    "video/3gpp",
                    "video/3gpp2");

    /** What a file of general brand is, its tracks tell: a voice message is often one. */
    @Override
    public Optional<Detected> detect(Content content) {
        return brands(content)
                .map(type ->
                        WITH_TRACKS.contains(type)
                                ? withTracks(type, content)
                                : Detected.type(type));
    }

    private static Detected withTracks(String type, Content content) {
        return Mp4Tracks.of(content)
                .map(tracks ->
                        new Detected(
                                type.equals("video/mp4") && tracks.onlySounds()
                                        ? "audio/mp4"
                                        : type,
                                tracks.codec()))
                .orElse(Detected.type(type));
    }

    private static Optional<String> brands(Content content) {
        if (!content.has(4, "ftyp")) {
            return Optional.empty();
        }
        int end = (int) Math.min(content.bigEndian(0, 4).getInt(), content.size());
        int brands = Math.clamp((end - FIRST_COMPATIBLE) / BRAND_BYTES, 0, MOST_BRANDS);
        String major = type(brand(content, MAJOR));
        // mif1 says only "an image"; the compatible brands tell how it is coded.
        if (major != null && !major.equals("image/heif")) {
            return Optional.of(major);
        }
        return IntStream.range(0, brands)
                .mapToObj(i -> type(brand(content, FIRST_COMPATIBLE + i * BRAND_BYTES)))
                .flatMap(type -> Optional.ofNullable(type).stream())
                .filter(type -> !type.equals("image/heif"))
                .findFirst()
                .or(() -> Optional.ofNullable(major));
    }

    private static String brand(Content content, int offset) {
        // Some writers fill up with zeros instead of blanks.
        return new String(content.read(offset, BRAND_BYTES), StandardCharsets.ISO_8859_1)
                .replace('\0', ' ');
    }

    private static @Nullable String type(String brand) {
        if (brand.startsWith("3gp") || brand.startsWith("3gr") || brand.startsWith("3gs")) {
            return "video/3gpp";
        }
        if (brand.startsWith("3g2")) {
            return "video/3gpp2";
        }
        return brand.startsWith("iso") ? "video/mp4" : BRANDS.get(brand);
    }
}
