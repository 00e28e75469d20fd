package io.attachrelay.sender.convert.jvm;

import io.attachrelay.sender.convert.Availability;
import io.attachrelay.sender.convert.Conversion;
import io.attachrelay.sender.convert.ConversionRequest;
import io.attachrelay.sender.convert.Converter;
import io.attachrelay.settings.ConversionSettings;

/** A converter whose work is done in Java processes of their own: {@link JavaConversions}. */
public abstract class JavaConverter implements Converter {

    private final JavaConversions conversions;

    /**
     * @param main whose {@code main} calls {@link JobProcess#run}
     */
    protected JavaConverter(Class<?> main, Limits limits) {
        this.conversions = new JavaConversions(main, limits);
    }

    /** The time limit counts the processor's time; the memory is the process's own. */
    protected static Limits limits(long heapBytes, ConversionSettings settings) {
        return new Limits(heapBytes, settings.timeLimit(), settings.atOnce());
    }

    @Override
    public final Availability availability() {
        return conversions.availability();
    }

    @Override
    public final Conversion convert(ConversionRequest request) throws InterruptedException {
        return conversions.convert(request);
    }

    @Override
    public final void close() {
        conversions.close();
    }
}
