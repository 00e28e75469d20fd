package io.attachrelay.sender.convert.text;

import io.attachrelay.sender.convert.Availability;
import io.attachrelay.sender.convert.Conversion;
import io.attachrelay.sender.convert.ConversionRequest;
import io.attachrelay.sender.convert.Converter;
import io.attachrelay.sender.convert.jvm.JavaConversions;
import io.attachrelay.sender.convert.jvm.Limits;
import io.attachrelay.settings.ConversionSettings;

/**
 * Plain text, CSV, tab separated values and HTML to PDF, in Java alone, of 200 pages at most. What
 * a page refers to is left out, and so are scripts. Text from right to left, and letters that its
 * fonts lack (it has Latin, Greek, Cyrillic and some more), are refused.
 */
public final class TextConverter implements Converter {

    private static final String TARGET = "application/pdf";
    private static final long HEAP_BYTES = 384L << 20;

    private final JavaConversions conversions;

    private TextConverter(JavaConversions conversions) {
        this.conversions = conversions;
    }

    /** On this machine. The time limit counts the processor's time; the memory is its own. */
    public static TextConverter here(ConversionSettings settings) {
        return within(new Limits(HEAP_BYTES, settings.timeLimit(), settings.atOnce()));
    }

    static TextConverter within(Limits limits) {
        return new TextConverter(new JavaConversions(PagesJob.class, limits));
    }

    @Override
    public String name() {
        return "text";
    }

    @Override
    public Availability availability() {
        return conversions.availability();
    }

    @Override
    public boolean knows(String sourceType, String targetType) {
        return targetType.equals(TARGET) && TextKind.of(sourceType).isPresent();
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
