package io.attachrelay.model;

import org.jspecify.annotations.Nullable;

/** What an inspection found of one attachment. */
public sealed interface Verdict {

    /**
     * It may be used.
     *
     * @param detectedType the MIME type that the bytes prove
     */
    record Accepted(String detectedType, MediaKind kind, MediaFacts facts) implements Verdict {}

    /**
     * Its bytes are understood and it may not be used.
     *
     * @param kind {@code null} for what is no kind of media, such as a program
     * @param detail more about the reason, for a person
     */
    record Rejected(String detectedType, @Nullable MediaKind kind, ReasonCode reason, String detail)
            implements Verdict {}

    /**
     * Its bytes could not be understood, so it may not be used.
     *
     * @param detectedType what it seems to be; {@code null} if nothing is known
     */
    record Unreadable(@Nullable String detectedType, ReasonCode reason, String detail)
            implements Verdict {}

    /** The gateway refused it: there are no bytes. */
    record Refused(ReasonCode reason) implements Verdict {}

    /** The word on the wire. */
    default String word() {
        return switch (this) {
            case Accepted _ -> "accepted";
            case Rejected _ -> "rejected";
            case Unreadable _ -> "unreadable";
            case Refused _ -> "refused";
        };
    }

    /** The MIME type that the bytes prove or seem to be; {@code null} when nothing is known. */
    default @Nullable String typeIfKnown() {
        return switch (this) {
            case Accepted(var type, _, _) -> type;
            case Rejected(var type, _, _, _) -> type;
            case Unreadable(var type, _, _) -> type;
            case Refused _ -> null;
        };
    }

    /** Why it may not be used; {@code null} when it may. */
    default @Nullable ReasonCode reasonCode() {
        return switch (this) {
            case Accepted _ -> null;
            case Rejected(_, _, var reason, _) -> reason;
            case Unreadable(_, var reason, _) -> reason;
            case Refused(var reason) -> reason;
        };
    }
}
