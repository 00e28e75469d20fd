package io.attachrelay.sender.channel;

import io.attachrelay.sender.convert.Availability;
import io.attachrelay.sender.convert.Conversion;
import io.attachrelay.sender.convert.ConversionRequest;
import io.attachrelay.sender.convert.Converter;
import java.util.Set;

/** Knows some types, installed or not, and makes nothing. */
record StandInConverter(String name, Set<String> sources, Set<String> targets, Availability state)
        implements Converter {

    static StandInConverter ready(String name, Set<String> sources, Set<String> targets) {
        return new StandInConverter(name, sources, targets, new Availability.Available("1"));
    }

    StandInConverter missing() {
        return new StandInConverter(
                name, sources, targets, new Availability.Missing("install " + name));
    }

    @Override
    public Availability availability() {
        return state;
    }

    @Override
    public boolean knows(String sourceType, String targetType) {
        return sources.contains(sourceType) && targets.contains(targetType);
    }

    @Override
    public Conversion convert(ConversionRequest request) {
        return new Conversion.Impossible("made for decisions only");
    }

    @Override
    public void close() {}
}
