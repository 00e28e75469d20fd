package io.attachrelay.gateway.intake;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import io.attachrelay.model.ReasonCode;
import io.attachrelay.model.WireName;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a request is told. */
public sealed interface Answer {

    /**
     * A webhook is taken: the platform need not deliver it again.
     *
     * @param eventId the delivery's own; {@code null} if an ignored event names none
     * @param media in the platform's order, empty when ignored
     */
    record Acknowledged(
            Status status,
            @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable String eventId,
            List<MediaReceipt> media)
            implements Answer {

        public Acknowledged {
            media = List.copyOf(media);
        }

        /** The same as it is told to another delivery of the same message and media. */
        Acknowledged to(String otherEventId) {
            return new Acknowledged(status, otherEventId, media);
        }

        /** Whether a medium was given up that the platform may have again. */
        boolean hasGone() {
            return media.stream().anyMatch(m -> m.refusal() == ReasonCode.GONE);
        }

        /** The same as it is told to a delivery that comes after the work is done. */
        Acknowledged asDuplicate() {
            return new Acknowledged(Status.DUPLICATE, eventId, media);
        }
    }

    /** A service's file is stored and published. */
    record Received(MediaReceipt receipt) implements Answer {}

    /**
     * The request was not served.
     *
     * @param detail for the caller; without URL, token or secret
     * @param retryAfter when another try makes sense, for {@link ProblemCode#TRY_AGAIN} and {@link
     *     ProblemCode#TOO_MANY_REQUESTS}
     */
    record Problem(ProblemCode code, String detail, Optional<Duration> retryAfter)
            implements Answer {

        /** The platform's next attempt is 5 s away; a shorter pause helps those that obey it. */
        private static final Duration SOON = Duration.ofSeconds(2);

        /** A problem that no waiting will solve. */
        public static Problem of(ProblemCode code, String detail) {
            return new Problem(code, detail, Optional.empty());
        }

        /** A passing fault, to be tried again soon. */
        public static Problem tryAgain(String detail) {
            return tryAgain(detail, Optional.empty());
        }

        /** A passing fault, to be tried again when {@code retryAfter} has passed. */
        public static Problem tryAgain(String detail, Optional<Duration> retryAfter) {
            return new Problem(ProblemCode.TRY_AGAIN, detail, Optional.of(retryAfter.orElse(SOON)));
        }
    }

    /** How a webhook was taken. */
    enum Status implements WireName {
        /** At least one medium was fetched or refused by this delivery. */
        STORED("stored"),
        /** All media were there already: this delivery began no download. */
        DUPLICATE("duplicate"),
        /** Nothing in it to fetch. */
        IGNORED("ignored");

        private final String wireName;

        Status(String wireName) {
            this.wireName = wireName;
        }

        @JsonValue
        @Override
        public String wireName() {
            return wireName;
        }
    }
}
