package io.attachrelay.validator.inspect;

import io.attachrelay.media.store.StoreException;
import io.attachrelay.model.JudgedAttachment;
import io.attachrelay.model.MediaFacts;
import io.attachrelay.model.MediaKind;
import io.attachrelay.model.ReasonCode;
import io.attachrelay.model.StoredAttachment;
import io.attachrelay.model.Verdict;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The rules, in their order: from bytes to a verdict. */
final class Judge {

    private static final Logger log = LoggerFactory.getLogger(Judge.class);

    private final Detector detector = new Detector();
    private final InspectionPolicy policy;
    private final Findings findings;

    Judge(InspectionPolicy policy) {
        this.policy = policy;
        this.findings = new Findings(policy);
    }

    /**
     * Judges bytes that are those that were recorded.
     *
     * @param channel in lower case
     * @throws StoreException if the store fails: that is no verdict on the file
     */
    JudgedAttachment judge(StoredAttachment.Kept attachment, String channel, Content content) {
        try {
            return judged(attachment, examine(channel, content));
        } catch (StoreException e) {
            throw e;
        } catch (RuntimeException | StackOverflowError e) {
            log.atWarn()
                    .setMessage("media could not be understood")
                    .addKeyValue("media_id", attachment.mediaId())
                    .setCause(e)
                    .log();
            return judged(attachment, damaged(null, "the file can't be understood"));
        }
    }

    private Verdict examine(String channel, Content content) {
        if (content.size() == 0) {
            return new Verdict.Unreadable(null, ReasonCode.EMPTY_FILE, "the file has no bytes");
        }
        Detected detected = detector.detect(content);
        String type = policy.canonical(detected.type());
        Optional<String> complaint = Completeness.complaint(type, content);
        if (complaint.isPresent()) {
            return damaged(type, complaint.get());
        }
        Optional<MediaKind> kind = policy.kind(type);
        if (!policy.allows(type) || kind.isEmpty()) {
            return new Verdict.Rejected(
                    type, kind.orElse(null), ReasonCode.TYPE_NOT_ALLOWED, type + " is not allowed");
        }
        return measure(detected, type, kind.get(), channel, content);
    }

    private Verdict measure(
            Detected detected, String type, MediaKind kind, String channel, Content content) {
        long limit = policy.limit(channel, kind);
        if (content.size() > limit) {
            String detail =
                    "%s on %s may have %s, this one has %s"
                            .formatted(
                                    kind.wireName(),
                                    channel,
                                    FileSize.words(limit),
                                    FileSize.words(content.size()));
            return new Verdict.Rejected(type, kind, ReasonCode.TOO_LARGE, detail);
        }
        return new Verdict.Accepted(type, kind, facts(detected, type, content));
    }

    private static MediaFacts facts(Detected detected, String type, Content content) {
        return detected.codec() == null
                ? Pictures.facts(type, content)
                : new MediaFacts(null, null, null, null, detected.codec());
    }

    private JudgedAttachment judged(StoredAttachment.Kept attachment, Verdict verdict) {
        return new JudgedAttachment(
                attachment, verdict, findings.of(attachment, verdict.typeIfKnown()));
    }

    private static Verdict damaged(@Nullable String type, String detail) {
        return new Verdict.Unreadable(type, ReasonCode.DAMAGED_FILE, detail);
    }
}
