package io.attachrelay.sender.channel;

import io.attachrelay.model.ReasonCode;
import io.attachrelay.sender.convert.Converters;
import java.util.Optional;

/**
 * Decides what is done with a file on a channel: shown as it is, converted, handed over in another
 * way, or not sent. Safe for all threads.
 */
public final class Decider {

    private final Converters converters;
    private final boolean links;

    /**
     * @param converters not closed by this
     * @param links whether temporary links can be made
     */
    public Decider(Converters converters, boolean links) {
        this.converters = converters;
        this.links = links;
    }

    /** Decides. */
    public Decision decide(ChannelTable table, FileTraits file) {
        KindSupport support = table.of(file.kind());
        boolean shown = support.shows(file.type(), file.codec());
        if (shown && file.sizeBytes() <= support.mostBytes()) {
            return new Decision.Full();
        }
        ReasonCode reason =
                shown ? ReasonCode.CHANNEL_SIZE_EXCEEDED : ReasonCode.CHANNEL_TYPE_NOT_SUPPORTED;
        String why = shown ? tooLarge(table, support, file) : notShown(table, support, file);
        Search search = search(support, file);
        Decision otherwise = otherwise(support, file, reason, why + search.lacking());
        return search.found()
                .<Decision>map(found ->
                        new Decision.Converted(
                                found.target(),
                                support.mostBytes(),
                                found.converter(),
                                why,
                                otherwise))
                .orElse(otherwise);
    }

    /** The first target that something here can make of the file; else what is lacking. */
    private Search search(KindSupport support, FileTraits file) {
        StringBuilder lacking = new StringBuilder();
        for (String target : support.targets()) {
            switch (converters.to(file.type(), target)) {
                case Converters.Match.Ready(var converter) -> {
                    return new Search(Optional.of(new Found(target, converter.name())), "");
                }
                case Converters.Match.Missing(var name, _) ->
                        lacking.append("; " + target + " needs " + name + ", not installed here");
                case Converters.Match.Unknown _ -> {}
            }
        }
        return new Search(Optional.empty(), lacking.toString());
    }

    private Decision otherwise(
            KindSupport support, FileTraits file, ReasonCode reason, String detail) {
        for (OtherWay way : support.otherwise()) {
            if (isOpen(way, support, file)) {
                return new Decision.Fallback(way, reason, detail);
            }
        }
        return support.drops(file.type(), file.codec())
                ? new Decision.Dropped(reason, detail)
                : new Decision.Rejected(reason, detail);
    }

    private boolean isOpen(OtherWay way, KindSupport support, FileTraits file) {
        return switch (way) {
            case FILE ->
                    support.takes(file.type(), file.codec())
                            && !support.drops(file.type(), file.codec())
                            && file.sizeBytes() <= support.mostBytes();
            case LINK -> links;
            case SUMMARY -> true;
        };
    }

    private static String notShown(ChannelTable table, KindSupport support, FileTraits file) {
        String what = file.codec() == null ? file.type() : file.type() + " with " + file.codec();
        if (support.drops(file.type(), file.codec())) {
            return table.channel() + " takes " + what + " and shows nothing of it";
        }
        return support.takes(file.type(), file.codec())
                ? table.channel() + " does not show " + what
                : table.channel() + " does not take " + what;
    }

    private static String tooLarge(ChannelTable table, KindSupport support, FileTraits file) {
        String who = support.ceilingBytes() < support.maxBytes() ? "the platform" : table.channel();
        return who + " takes " + support.mostBytes() + " bytes, the file has " + file.sizeBytes();
    }

    private record Found(String target, String converter) {}

    private record Search(Optional<Found> found, String lacking) {}
}
