package io.attachrelay.deploy.launcher;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.attachrelay.model.MediaKind;
import io.attachrelay.sender.channel.ChannelTable;
import io.attachrelay.sender.channel.KindSupport;
import io.attachrelay.sender.channel.OtherWay;
import io.attachrelay.sender.channel.TypePattern;
import io.attachrelay.sender.convert.Availability;
import io.attachrelay.sender.convert.Converter;
import io.attachrelay.sender.convert.Converters;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a channel does with files of a kind, as {@code capabilities show --json} prints it.
 *
 * @param mostBytes the smaller of the channel's and the platform's limit
 * @param converters what could make the types of {@code into} here, and whether it can
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
record CapabilityRecord(
        String channel,
        MediaKind kind,
        List<TypePattern> takes,
        List<TypePattern> shows,
        List<TypePattern> drops,
        long maxBytes,
        long ceilingBytes,
        long mostBytes,
        List<String> into,
        List<OtherWay> otherwise,
        int textLength,
        List<Installed> converters,
        List<ChannelTable.Citation> sources) {

    static CapabilityRecord of(ChannelTable table, MediaKind kind, Converters converters) {
        KindSupport support = table.of(kind);
        return new CapabilityRecord(
                table.channel(),
                kind,
                support.takes(),
                support.shows(),
                support.drops(),
                support.maxBytes(),
                support.ceilingBytes(),
                support.mostBytes(),
                support.into(),
                support.otherwise(),
                table.textLength(),
                converters.all().stream().map(Installed::of).toList(),
                support.sources());
    }

    /**
     * A converter.
     *
     * @param version {@code null} if it is missing
     * @param lacking {@code null} if it is not
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Installed(String name, @Nullable String version, @Nullable String lacking) {

        static Installed of(Converter converter) {
            return switch (converter.availability()) {
                case Availability.Available(var version) ->
                        new Installed(converter.name(), version, null);
                case Availability.Missing(var lacking) ->
                        new Installed(converter.name(), null, lacking);
            };
        }
    }
}
