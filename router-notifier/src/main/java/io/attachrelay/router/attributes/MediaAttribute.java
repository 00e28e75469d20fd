package io.attachrelay.router.attributes;

import io.attachrelay.model.JudgedAttachment;
import io.attachrelay.model.StoredAttachment;
import io.attachrelay.model.Verdict;
import io.attachrelay.model.WireName;
import java.util.Collection;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A routing attribute that is computed from a message's attachments. Kinds and types are those that
 * the bytes showed, of rejected attachments too, since a flow may well route on what was rejected;
 * bytes are those that were stored.
 */
public enum MediaAttribute implements WireName {
    COUNT("media_count", false, all -> Integer.toString(all.size())),
    /** Distinct and sorted, with commas between, as every list here. */
    KINDS("media_kinds", true, all -> joined(all, MediaAttribute::kind)),
    TYPES("media_types", true, all -> joined(all, Verdict::typeIfKnown)),
    TOTAL_BYTES("media_total_bytes", false, all -> Long.toString(totalBytes(all))),
    /** {@code accepted} if all are, {@code rejected} if none is, else {@code mixed}. */
    VERDICT("media_verdict", false, MediaAttribute::verdict),
    REASONS("media_reasons", true, all -> joined(all, v -> name(v.reasonCode())));

    /** More than any of those takes that are no lists. */
    static final int LONGEST_SINGLE = Long.toString(Long.MAX_VALUE).length();

    private final String wireName;
    private final boolean list;
    private final Function<Collection<JudgedAttachment>, String> value;

    MediaAttribute(
            String wireName, boolean list, Function<Collection<JudgedAttachment>, String> value) {
        this.wireName = wireName;
        this.list = list;
        this.value = value;
    }

    @Override
    public String wireName() {
        return wireName;
    }

    /** Whether it grows with the number of attachments. */
    boolean isList() {
        return list;
    }

    /**
     * Its value.
     *
     * @param attachments all of the message, at least one
     */
    String of(Collection<JudgedAttachment> attachments) {
        return value.apply(attachments);
    }

    private static @Nullable String kind(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Accepted(_, var kind, _) -> kind.wireName();
            case Verdict.Rejected(_, var kind, _, _) -> name(kind);
            case Verdict.Unreadable _, Verdict.Refused _ -> null;
        };
    }

    private static @Nullable String name(@Nullable WireName word) {
        return word == null ? null : word.wireName();
    }

    private static String verdict(Collection<JudgedAttachment> attachments) {
        long accepted = verdicts(attachments).filter(Verdict.Accepted.class::isInstance).count();
        if (accepted == 0) {
            return "rejected";
        }
        return accepted == attachments.size() ? "accepted" : "mixed";
    }

    private static long totalBytes(Collection<JudgedAttachment> attachments) {
        return attachments.stream()
                .map(JudgedAttachment::attachment)
                .mapToLong(a -> a instanceof StoredAttachment.Kept kept ? kept.sizeBytes() : 0)
                .sum();
    }

    private static String joined(
            Collection<JudgedAttachment> attachments, Function<Verdict, @Nullable String> word) {
        return verdicts(attachments)
                .map(word)
                .filter(Objects::nonNull)
                .distinct()
                .sorted()
                .collect(Collectors.joining(","));
    }

    private static Stream<Verdict> verdicts(Collection<JudgedAttachment> attachments) {
        return attachments.stream().map(JudgedAttachment::verdict);
    }
}
