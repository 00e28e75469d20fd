package io.attachrelay.sender;

import io.attachrelay.media.link.TemporaryLinks;
import io.attachrelay.notice.CustomerWords;
import io.attachrelay.notice.FileType;
import io.attachrelay.sender.channel.OtherWay;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the customer reads in place of a file that the channel does not show. */
final class Substitutes {

    /** RFC 2483: a text that is a link. */
    private static final String LINK_TYPE = "text/uri-list";

    private static final String SUMMARY_TYPE = "text/plain";

    private final Optional<TemporaryLinks> links;

    /**
     * @param links empty if none can be made
     */
    Substitutes(Optional<TemporaryLinks> links) {
        this.links = links;
    }

    /**
     * What stands for a file, after the message's own text, in the tenant's language.
     *
     * @return empty if it can't be made, or is longer than the channel takes
     */
    Optional<Progress.Substitute> of(OtherWay way, Task task, ChosenFile file) {
        String text = task.command().text();
        CustomerWords words = task.tenant().words().toCustomers();
        return switch (way) {
            case FILE -> Optional.empty();
            case LINK ->
                    links.map(made -> made.to(file.wanted()))
                            .flatMap(link -> linked(words, text, file, link));
            case SUMMARY ->
                    fitting(text, summary(words, file), file)
                            .map(whole -> new Progress.Substitute(whole, SUMMARY_TYPE));
        };
    }

    /** The bare link where no more fits. */
    private static Optional<Progress.Substitute> linked(
            CustomerWords words, @Nullable String text, ChosenFile file, TemporaryLinks.Link link) {
        String told = words.link(file.fileName(), link.expiresAt(), link.url());
        return fitting(text, told, file)
                .or(() -> fitting(text, link.url(), file))
                .map(whole -> new Progress.Substitute(whole, LINK_TYPE, link.expiresAt()));
    }

    /**
     * Whether another one is to be made: a customer who reads the message late needs a link with at
     * least half of its life before it.
     */
    boolean isOutdated(Progress.Substitute made, Instant now) {
        Instant expiresAt = made.expiresAt();
        return expiresAt != null
                && links.map(l -> now.plus(l.lifetime().dividedBy(2)).isAfter(expiresAt))
                        .orElse(true);
    }

    private static String summary(CustomerWords words, ChosenFile file) {
        return words.summary(
                file.fileName(),
                FileType.of(file.accepted().kind(), file.mediaType()),
                file.object().sizeBytes(),
                file.accepted().facts().pages());
    }

    private static Optional<String> fitting(@Nullable String text, String said, ChosenFile file) {
        String whole = text == null || text.isEmpty() ? said : text + "\n" + said;
        return whole.length() <= file.table().textLength() ? Optional.of(whole) : Optional.empty();
    }
}
