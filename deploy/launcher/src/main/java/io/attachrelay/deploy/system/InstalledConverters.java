package io.attachrelay.deploy.system;

import io.attachrelay.sender.convert.Converters;
import io.attachrelay.sender.convert.av.AvConverter;
import io.attachrelay.sender.convert.image.HeifConverter;
import io.attachrelay.sender.convert.image.ImageConverter;
import io.attachrelay.sender.convert.office.OfficeConverter;
import io.attachrelay.sender.convert.text.TextConverter;
import io.attachrelay.settings.ConversionSettings;
import java.util.List;

/** The converters that this product comes with, whether or not their programs are installed. */
public final class InstalledConverters {

    private InstalledConverters() {}

    /** Opens them all; whoever opened them closes them. */
    public static Converters open(ConversionSettings settings) {
        return new Converters(
                List.of(
                        ImageConverter.here(settings),
                        HeifConverter.here(settings),
                        TextConverter.here(settings),
                        OfficeConverter.here(settings),
                        AvConverter.here(settings)));
    }
}
