package io.attachrelay.sender.channel;

import io.attachrelay.model.MediaKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a channel does with files of a kind.
 *
 * @param takes types that it accepts
 * @param shows types that it shows
 * @param drops types that it accepts and of which the customer sees nothing
 * @param maxBytes the largest file that the channel takes; one of exactly this size passes
 * @param ceilingBytes the largest file that the platform takes
 * @param into types that are made of what it does not show, the best first
 * @param otherwise what is done where that can't be made, the best first
 * @param sources where each of these comes from
 */
public record KindSupport(
        MediaKind kind,
        List<TypePattern> takes,
        List<TypePattern> shows,
        List<TypePattern> drops,
        long maxBytes,
        long ceilingBytes,
        List<String> into,
        List<OtherWay> otherwise,
        List<ChannelTable.Citation> sources) {

    public KindSupport {
        takes = List.copyOf(takes);
        shows = List.copyOf(shows);
        drops = List.copyOf(drops);
        into = List.copyOf(into);
        otherwise = List.copyOf(otherwise);
        sources = List.copyOf(sources);
    }

    /** The largest file that passes both the channel and the platform. */
    public long mostBytes() {
        return Math.min(maxBytes, ceilingBytes);
    }

    boolean takes(String type, @Nullable String codec) {
        return covers(takes, type, codec);
    }

    boolean shows(String type, @Nullable String codec) {
        return covers(shows, type, codec) && !drops(type, codec);
    }

    boolean drops(String type, @Nullable String codec) {
        return covers(drops, type, codec);
    }

    /** What may be made of a file; what the channel does not show is left out. */
    List<String> targets() {
        return into.stream()
                .filter(type -> shows.stream().anyMatch(shown -> shown.names(type)))
                .toList();
    }

    private static boolean covers(List<TypePattern> types, String type, @Nullable String codec) {
        return types.stream().anyMatch(some -> some.covers(type, codec));
    }
}
