package io.attachrelay.sender;

import io.attachrelay.media.link.TemporaryLinks;
import io.attachrelay.sender.channel.OtherWay;
import io.attachrelay.settings.rows.FileSize;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the customer reads in place of a file that the channel does not show: all of its wording.
 */
final class Substitutes {

    /** RFC 2483: a text that is a link. */
    private static final String LINK_TYPE = "text/uri-list";

    private static final String SUMMARY_TYPE = "text/plain";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private final Optional<TemporaryLinks> links;

    /**
     * @param links empty if none can be made
     */
    Substitutes(Optional<TemporaryLinks> links) {
        this.links = links;
    }

    /**
     * What stands for a file, after the message's own text.
     *
     * @param text the message's own; {@code null} if it has none
     * @return empty if it can't be made, or is longer than the channel takes
     */
    Optional<Progress.Substitute> of(OtherWay way, @Nullable String text, ChosenFile file) {
        return switch (way) {
            case FILE -> Optional.empty();
            case LINK ->
                    links.flatMap(made -> linked(text, file, made.to(file.wanted())))
                            .map(whole -> new Progress.Substitute(whole, LINK_TYPE));
            case SUMMARY ->
                    fitting(text, summary(file), file)
                            .map(whole -> new Progress.Substitute(whole, SUMMARY_TYPE));
        };
    }

    /** The bare link where no more fits. */
    private static Optional<String> linked(
            @Nullable String text, ChosenFile file, TemporaryLinks.Link link) {
        String until = " (until " + TIME.format(link.expiresAt()) + "): ";
        return fitting(text, file.fileName() + until + link.url(), file)
                .or(() -> fitting(text, link.url(), file));
    }

    private static String summary(ChosenFile file) {
        Integer pages = file.accepted().facts().pages();
        return "["
                + file.fileName()
                + ": "
                + TypeWords.of(file.accepted().kind(), file.mediaType())
                + ", "
                + FileSize.rounded(file.object().sizeBytes())
                + (pages == null ? "" : ", " + pages + (pages == 1 ? " page" : " pages"))
                + "]";
    }

    private static Optional<String> fitting(@Nullable String text, String said, ChosenFile file) {
        String whole = text == null || text.isEmpty() ? said : text + "\n" + said;
        return whole.length() <= file.table().textLength() ? Optional.of(whole) : Optional.empty();
    }
}
