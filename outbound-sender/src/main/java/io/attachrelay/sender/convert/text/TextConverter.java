package io.attachrelay.sender.convert.text;

import io.attachrelay.sender.convert.jvm.JavaConverter;
import io.attachrelay.sender.convert.jvm.Limits;
import io.attachrelay.settings.ConversionSettings;

/**
 * Plain text, CSV, tab separated values and HTML to PDF, in Java alone, of 200 pages at most. What
 * a page refers to is left out, and so are scripts. Text from right to left, and letters that its
 * fonts lack (it has Latin, Greek, Cyrillic and some more), are refused.
 */
public final class TextConverter extends JavaConverter {

    private static final String TARGET = "application/pdf";
    private static final long HEAP_BYTES = 384L << 20;

    private TextConverter(Limits limits) {
        super(PagesJob.class, limits);
    }

    /** On this machine. The time limit counts the processor's time; the memory is its own. */
    public static TextConverter here(ConversionSettings settings) {
        return within(limits(HEAP_BYTES, settings));
    }

    static TextConverter within(Limits limits) {
        return new TextConverter(limits);
    }

    @Override
    public String name() {
        return "text";
    }

    @Override
    public boolean knows(String sourceType, String targetType) {
        return targetType.equals(TARGET) && TextKind.of(sourceType).isPresent();
    }
}
