package io.attachrelay.sender.convert.image;

import io.attachrelay.sender.convert.ConversionRequest;
import io.attachrelay.sender.convert.jvm.ImpossibleException;
import io.attachrelay.sender.convert.jvm.JobProcess;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import javax.imageio.stream.ImageInputStream;

/** The inside of a process that converts one picture. */
final class PictureJob {

    private PictureJob() {}

    public static void main(String[] arguments) {
        ImageIO.setUseCache(false);
        JobProcess.run(arguments, PictureJob::make);
    }

    private static void make(ConversionRequest request, Path outcome)
            throws ImpossibleException, IOException {
        PictureFormat format = PictureFormat.of(request.sourceType()).orElseThrow();
        var fitting = new Fitting(PictureEncoder.of(request.targetType()), request.mostBytes());
        // Not Java's own file stream, which has no buffer: some decoders read byte by byte.
        try (ImageInputStream stream = ImageIO.createImageInputStream(request.source().toFile())) {
            Orientation orientation = Exif.orientation(format, stream);
            if (format == PictureFormat.TIFF) {
                TiffPages.refuseMany(stream);
            }
            SourcePicture source = SourcePicture.read(format, stream);
            fitting.fit(new Drawing(source, orientation), outcome);
        }
    }
}
