package io.attachrelay.validator.inspect;

import io.attachrelay.model.Finding;
import io.attachrelay.model.JudgedAttachment;
import io.attachrelay.model.MediaKind;
import io.attachrelay.model.ReasonCode;
import io.attachrelay.model.StoredAttachment;
import io.attachrelay.model.Verdict;
import io.attachrelay.validator.inspect.claim.ClaimChecks;
import io.attachrelay.validator.inspect.claim.Claims;
import io.attachrelay.validator.inspect.policy.FileSize;
import io.attachrelay.validator.inspect.policy.InspectionPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The rules, in their order: from what the bytes show to a verdict. */
final class Judge {

    private final InspectionPolicy policy;
    private final ClaimChecks claims;

    Judge(InspectionPolicy policy) {
        this.policy = policy;
        this.claims = new ClaimChecks(policy.names());
    }

    /**
     * Judges an attachment.
     *
     * @param channel in lower case
     */
    JudgedAttachment judge(
            StoredAttachment.Kept attachment, String channel, Examination examination) {
        Verdict verdict =
                switch (examination) {
                    case Examination.Understood understood ->
                            verdict(attachment.sizeBytes(), channel, understood);
                    case Examination.NotUnderstood(var type, var reason, var detail, _) ->
                            new Verdict.Unreadable(type, reason, detail);
                };
        return new JudgedAttachment(attachment, verdict, findings(attachment, examination));
    }

    private List<Finding> findings(StoredAttachment.Kept attachment, Examination examination) {
        List<Finding> findings =
                new ArrayList<>(
                        claims.look(
                                Claims.of(attachment),
                                examination.typeIfKnown(),
                                attachment.sizeBytes()));
        if (examination instanceof Examination.Understood understood) {
            findings.addAll(understood.findings());
        }
        return findings;
    }

    private Verdict verdict(long size, String channel, Examination.Understood understood) {
        String type = understood.type();
        Optional<MediaKind> kind = policy.names().kind(type);
        if (!policy.allows(type) || kind.isEmpty()) {
            return new Verdict.Rejected(
                    type, kind.orElse(null), ReasonCode.TYPE_NOT_ALLOWED, type + " is not allowed");
        }
        long limit = policy.limit(channel, kind.get());
        return size > limit
                ? tooLarge(size, limit, channel, type, kind.get())
                : new Verdict.Accepted(type, kind.get(), understood.facts());
    }

    private static Verdict tooLarge(
            long size, long limit, String channel, String type, MediaKind kind) {
        String detail =
                "%s on %s may have %s, this one has %s"
                        .formatted(
                                kind.wireName(),
                                channel,
                                FileSize.words(limit),
                                FileSize.words(size));
        return new Verdict.Rejected(type, kind, ReasonCode.TOO_LARGE, detail);
    }
}
