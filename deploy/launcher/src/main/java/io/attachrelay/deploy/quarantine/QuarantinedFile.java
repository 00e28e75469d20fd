package io.attachrelay.deploy.quarantine;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.attachrelay.media.store.ObjectKey;
import io.attachrelay.media.store.Quarantine.Place;
import io.attachrelay.media.store.QuarantineNotes;
import io.attachrelay.model.Custody;
import io.attachrelay.model.Finding;
import io.attachrelay.model.JudgedAttachment;
import io.attachrelay.model.ReasonCode;
import io.attachrelay.model.Sha256;
import io.attachrelay.model.StoredAttachment;
import io.attachrelay.model.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A file that was sent to quarantine, as operators see it; all keys are always there.
 *
 * @param objectKey its claim check, which stays the same
 * @param bytes {@code quarantine}, {@code store} if it was released, or {@code deleted}
 * @param fileName as it was claimed, never to be trusted; {@code null} if none was
 * @param detectedType {@code null} if nothing is known
 * @param verdict such as {@code rejected}
 * @param reason {@code null} if it is accepted
 * @param findings with their details
 * @param since when it went to quarantine
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record QuarantinedFile(
        String tenant,
        String mediaId,
        String objectKey,
        String bytes,
        long sizeBytes,
        Sha256 sha256,
        @Nullable String fileName,
        @Nullable String detectedType,
        String verdict,
        @Nullable ReasonCode reason,
        List<String> findings,
        Custody custody,
        String conversationId,
        String messageId,
        String channel,
        Instant since) {

    static QuarantinedFile of(
            ObjectKey key,
            StoredAttachment.Kept kept,
            JudgedAttachment judged,
            QuarantineNotes.Note note,
            Place place) {
        Verdict verdict = judged.verdict();
        return new QuarantinedFile(
                key.tenant(),
                key.mediaId().value(),
                key.path(),
                place.name().toLowerCase(Locale.ROOT),
                kept.sizeBytes(),
                kept.sha256(),
                kept.fileName(),
                verdict.typeIfKnown(),
                verdict.word(),
                verdict.reasonCode(),
                judged.findings().stream().map(QuarantinedFile::words).toList(),
                judged.custody(),
                note.message().conversationId(),
                note.message().messageId(),
                note.message().channel(),
                note.since());
    }

    private static String words(Finding finding) {
        String code = finding.code().wireName();
        return finding.detail().isEmpty() ? code : code + ": " + finding.detail();
    }
}
