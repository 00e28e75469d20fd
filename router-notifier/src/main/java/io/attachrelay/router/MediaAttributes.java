package io.attachrelay.router;

import io.attachrelay.model.JudgedAttachment;
import io.attachrelay.model.StoredAttachment;
import io.attachrelay.model.Verdict;
import io.attachrelay.model.WireName;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a flow engine routes on: names and values of a message's routing attributes, all text. Kinds
 * and types are those that the bytes showed, of rejected attachments too, since a flow may well
 * route on what was rejected; bytes are those that were stored.
 */
final class MediaAttributes {

    private MediaAttributes() {}

    /**
     * The attributes of a message.
     *
     * @param attachments all of the message, at least one
     */
    static Map<String, String> of(Collection<JudgedAttachment> attachments) {
        Map<String, String> attributes = new TreeMap<>();
        attributes.put("media_count", Integer.toString(attachments.size()));
        attributes.put("media_kinds", joined(verdicts(attachments).map(MediaAttributes::kind)));
        attributes.put("media_types", joined(verdicts(attachments).map(Verdict::typeIfKnown)));
        attributes.put("media_total_bytes", Long.toString(totalBytes(attachments)));
        attributes.put("media_verdict", verdict(attachments));
        attributes.put("media_reasons", joined(verdicts(attachments).map(MediaAttributes::reason)));
        return attributes;
    }

    private static Stream<Verdict> verdicts(Collection<JudgedAttachment> attachments) {
        return attachments.stream().map(JudgedAttachment::verdict);
    }

    private static @Nullable String kind(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Accepted(_, var kind, _) -> kind.wireName();
            case Verdict.Rejected(_, var kind, _, _) -> name(kind);
            case Verdict.Unreadable _, Verdict.Refused _ -> null;
        };
    }

    private static @Nullable String reason(Verdict verdict) {
        return name(verdict.reasonCode());
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

    private static String joined(Stream<@Nullable String> words) {
        return words.filter(Objects::nonNull).distinct().sorted().collect(Collectors.joining(","));
    }
}
