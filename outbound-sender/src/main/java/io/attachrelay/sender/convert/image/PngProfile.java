package io.attachrelay.sender.convert.image;

import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.ColorModel;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Optional;
import java.util.zip.InflaterInputStream;
import javax.imageio.ImageReader;
import javax.imageio.metadata.IIOMetadataNode;
import org.w3c.dom.NodeList;

/** The colour profile of a PNG, which Java's reader carries along and does not apply. */
final class PngProfile {

    private static final String METADATA = "javax_imageio_png_1.0";
    // Profiles for inks have one or two MB, those of PNGs some KB.
    private static final int MOST_BYTES = 4 << 20;

    private PngProfile() {}

    /** Of the picture that was read last, if it has one that fits its pixels. */
    static Optional<ICC_Profile> of(ImageReader reader, ColorModel model) throws IOException {
        if (!reader.getFormatName().equalsIgnoreCase("png") || model instanceof IndexColorModel) {
            return Optional.empty();
        }
        var root = (IIOMetadataNode) reader.getImageMetadata(0).getAsTree(METADATA);
        NodeList profiles = root.getElementsByTagName("iCCP");
        return profiles.getLength() == 0
                ? Optional.empty()
                : profile((byte[]) ((IIOMetadataNode) profiles.item(0)).getUserObject());
    }

    private static Optional<ICC_Profile> profile(byte[] deflated) {
        try (var in = new InflaterInputStream(new ByteArrayInputStream(deflated))) {
            return Optional.of(ICC_Profile.getInstance(in.readNBytes(MOST_BYTES)))
                    .filter(profile -> profile.getColorSpaceType() == ColorSpace.TYPE_RGB);
        } catch (IOException | IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
