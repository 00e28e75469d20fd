package io.attachrelay.validator.inspect;

import io.attachrelay.media.store.MediaStore;
import io.attachrelay.media.store.ObjectKey;
import io.attachrelay.media.store.StoredObject;
import io.attachrelay.media.store.Verdicts;
import io.attachrelay.model.Custody;
import io.attachrelay.model.Finding;
import io.attachrelay.model.FindingCode;
import io.attachrelay.model.JudgedAttachment;
import io.attachrelay.model.StoredAttachment;
import io.attachrelay.model.Verdict;
import io.attachrelay.topic.RetryLaterException;
import io.attachrelay.validator.inspect.claim.Claims;
import io.attachrelay.validator.inspect.detect.Content;
import io.attachrelay.validator.inspect.policy.ChannelRules;
import io.attachrelay.validator.inspect.strip.Strippers;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Judges stored objects. Where the policy wants something stripped, it lets a copy be made, judges
 * that like any other object, and only if the copy is accepted is the original, by its copy; what
 * the copy still holds the original holds as well, so it goes where the copy goes.
 */
final class ObjectJudge {

    private static final Logger log = LoggerFactory.getLogger(ObjectJudge.class);

    private final MediaStore store;
    private final Verdicts verdicts;
    private final Appraiser appraiser;
    private final Suspects suspects;
    private final Judge judge;
    private final Scanning scanning;
    private final CleanCopies copies;

    ObjectJudge(
            MediaStore store,
            Verdicts verdicts,
            Appraiser appraiser,
            Suspects suspects,
            Scanning scanning,
            Judge judge) {
        this.store = store;
        this.verdicts = verdicts;
        this.appraiser = appraiser;
        this.suspects = suspects;
        this.scanning = scanning;
        this.judge = judge;
        this.copies = new CleanCopies(store, suspects, appraiser.box());
    }

    /**
     * The verdict on an object whose bytes are those that were recorded; its copy's, if it has one,
     * is written beside the copy.
     *
     * @throws RetryLaterException if the antivirus can't be asked and may be waited for
     * @throws io.attachrelay.media.store.StoreException if the store fails
     */
    JudgedAttachment judge(StoredObject object, StoredAttachment.Kept kept, ChannelRules rules)
            throws RetryLaterException {
        Appraisal appraisal = appraise(object.key(), kept);
        return switch (judge.rule(appraisal, rules)) {
            case Ruling.Final(var verdict, var custody) ->
                    new JudgedAttachment(kept, verdict, appraisal.findings(), custody, null);
            case Ruling.CleanFirst clean ->
                    cleaned(object, kept, clean, rules)
                            .map(copy ->
                                    copy.verdict() instanceof Verdict.Accepted
                                            ? byItsCopy(kept, appraisal, copy)
                                            : notCleaned(kept, appraisal, clean, copy.custody()))
                            .orElseGet(() -> notCleaned(kept, appraisal, clean, Custody.STORE));
        };
    }

    /**
     * The scan comes first, so that whoever waits for it does no other work again and again, and
     * outside of what bounds the other checks: a clamd that is down says nothing of the file.
     */
    private Appraisal appraise(ObjectKey key, StoredAttachment.Kept kept)
            throws RetryLaterException {
        List<Finding> scanned = scanning.findings(key, kept);
        Content content =
                new Content(kept.sizeBytes(), (offset, length) -> store.open(key, offset, length));
        Appraisal appraisal = appraiser.appraise(kept.sha256(), content, Claims.of(kept), suspects);
        if (appraisal.examination()
                instanceof Examination.NotUnderstood(_, _, _, Throwable cause, _)) {
            log.atWarn()
                    .setMessage("media could not be understood")
                    .addKeyValue("media_id", kept.mediaId())
                    .setCause(cause)
                    .log();
        }
        return appraisal.with(scanned);
    }

    /** The verdict on the copy; a copy of a copy is not made. */
    private Optional<JudgedAttachment> cleaned(
            StoredObject object,
            StoredAttachment.Kept kept,
            Ruling.CleanFirst clean,
            ChannelRules rules)
            throws RetryLaterException {
        Optional<StoredAttachment.Kept> made =
                Strippers.find(clean.accepted().detectedType(), clean.strip())
                        .flatMap(stripper ->
                                copies.make(
                                        object, kept, clean.accepted().detectedType(), stripper));
        if (made.isEmpty()) {
            return Optional.empty();
        }
        StoredAttachment.Kept copy = made.get();
        var key = new ObjectKey(object.key().tenant(), copy.mediaId());
        Appraisal appraisal = appraise(key, copy);
        JudgedAttachment judged =
                judge.rule(appraisal, rules) instanceof Ruling.Final(var verdict, var custody)
                        ? new JudgedAttachment(copy, verdict, appraisal.findings(), custody, null)
                        : notCleaned(copy, appraisal, clean, Custody.STORE);
        verdicts.overwrite(key, judged);
        return Optional.of(judged);
    }

    private static JudgedAttachment byItsCopy(
            StoredAttachment.Kept kept, Appraisal appraisal, JudgedAttachment copy) {
        return new JudgedAttachment(
                kept,
                copy.verdict(),
                appraisal.findings(),
                Custody.STORE,
                copy.attachment().mediaId());
    }

    private static JudgedAttachment notCleaned(
            StoredAttachment.Kept kept,
            Appraisal appraisal,
            Ruling.CleanFirst clean,
            Custody custody) {
        FindingCode code = clean.strip().iterator().next();
        List<Finding> findings = appraisal.findings();
        return new JudgedAttachment(
                kept,
                new Verdict.Rejected(
                        clean.accepted().detectedType(),
                        clean.accepted().kind(),
                        code.reason(),
                        code.wireName() + ": no clean copy could be made"),
                findings,
                custody,
                null);
    }
}
