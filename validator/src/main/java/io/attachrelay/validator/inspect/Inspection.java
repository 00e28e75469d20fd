package io.attachrelay.validator.inspect;

import io.attachrelay.media.store.MediaStore;
import io.attachrelay.media.store.ObjectKey;
import io.attachrelay.media.store.StoredObject;
import io.attachrelay.media.store.Verdicts;
import io.attachrelay.model.Custody;
import io.attachrelay.model.FindingCode;
import io.attachrelay.model.JudgedAttachment;
import io.attachrelay.model.MessageContext;
import io.attachrelay.model.ReasonCode;
import io.attachrelay.model.StoredAttachment;
import io.attachrelay.model.StoredEvent;
import io.attachrelay.model.Verdict;
import io.attachrelay.topic.RetryLaterException;
import io.attachrelay.validator.inspect.policy.ChannelRules;
import io.attachrelay.validator.inspect.policy.InspectionPolicy;
import java.util.List;
import java.util.Optional;

/** Gives an attachment the verdict that stands from then on beside its object. */
final class Inspection {

    private final MediaStore store;
    private final Verdicts verdicts;
    private final InspectionPolicy policy;
    private final ObjectJudge judge;
    private final Custodian custodian;

    Inspection(
            MediaStore store,
            Verdicts verdicts,
            InspectionPolicy policy,
            ObjectJudge judge,
            Custodian custodian) {
        this.store = store;
        this.verdicts = verdicts;
        this.policy = policy;
        this.judge = judge;
        this.custodian = custodian;
    }

    /**
     * The verdict that stands, or a new one that stands from now on. An attachment that was refused
     * once and is stored now has bytes at last: it is judged anew. So is one that the antivirus
     * could not be asked about, when a replay brings it again. What belongs in quarantine is there
     * when this returns.
     *
     * @param event that brought the attachment
     * @param replayed whether a replay asks
     * @throws RetryLaterException if the antivirus can't be asked and may be waited for
     * @throws io.attachrelay.media.store.StoreException if the store fails
     */
    JudgedAttachment verdictOf(StoredEvent event, StoredAttachment attachment, boolean replayed)
            throws RetryLaterException {
        var key = new ObjectKey(event.message().tenant(), attachment.mediaId());
        JudgedAttachment judged = verdictOf(key, event.message(), attachment, replayed);
        custodian.keep(key, judged, event);
        return judged;
    }

    private JudgedAttachment verdictOf(
            ObjectKey key, MessageContext message, StoredAttachment attachment, boolean replayed)
            throws RetryLaterException {
        Optional<JudgedAttachment> standing = verdicts.of(key);
        return switch (attachment) {
            case StoredAttachment.Refused refused ->
                    standing.orElseGet(() -> verdicts.settle(key, refused(refused)));
            case StoredAttachment.Kept kept -> {
                if (standing.isEmpty()) {
                    yield verdicts.settle(key, inspect(key, message, kept));
                }
                yield isRefused(standing.get()) || replayed && isUnscanned(standing.get())
                        ? overwrite(key, inspect(key, message, kept))
                        : orReleased(key, kept, standing.get());
            }
        };
    }

    private static boolean isRefused(JudgedAttachment judged) {
        return judged.verdict() instanceof Verdict.Refused;
    }

    /** An operator may have let the same bytes out under another id. */
    private JudgedAttachment orReleased(
            ObjectKey key, StoredAttachment.Kept kept, JudgedAttachment standing) {
        if (standing.custody() != Custody.QUARANTINE) {
            return standing;
        }
        Optional<JudgedAttachment> released =
                custodian.known(key, kept).filter(known -> known.custody() == Custody.RELEASED);
        released.ifPresent(judged -> {
            custodian.release(key);
            overwrite(key, judged);
        });
        return released.orElse(standing);
    }

    private static boolean isUnscanned(JudgedAttachment judged) {
        return judged.custody() == Custody.STORE
                && judged.findings().stream()
                        .anyMatch(f -> f.code() == FindingCode.SCAN_UNAVAILABLE);
    }

    private JudgedAttachment overwrite(ObjectKey key, JudgedAttachment judged) {
        verdicts.overwrite(key, judged);
        return judged;
    }

    private static JudgedAttachment refused(StoredAttachment.Refused refused) {
        return new JudgedAttachment(refused, new Verdict.Refused(refused.refusal()), List.of());
    }

    private JudgedAttachment inspect(
            ObjectKey key, MessageContext message, StoredAttachment.Kept kept)
            throws RetryLaterException {
        Optional<StoredObject> object = store.find(key);
        if (object.isEmpty()) {
            return integrity(kept, "the stored file is gone");
        }
        if (object.get().sizeBytes() != kept.sizeBytes()
                || !object.get().sha256().equals(kept.sha256())) {
            return integrity(kept, "the stored file is not the one that was recorded");
        }
        Optional<JudgedAttachment> known = custodian.known(key, kept);
        if (known.isPresent()) {
            return known.get();
        }
        ChannelRules rules = policy.rules(key.tenant(), message.channel(), message.origin());
        return judge.judge(object.get(), kept, rules);
    }

    private static JudgedAttachment integrity(StoredAttachment.Kept kept, String detail) {
        return new JudgedAttachment(
                kept, new Verdict.Unreadable(null, ReasonCode.INTEGRITY, detail), List.of());
    }
}
