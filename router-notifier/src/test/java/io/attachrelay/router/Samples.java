package io.attachrelay.router;

import io.attachrelay.model.DedupKey;
import io.attachrelay.model.JudgedAttachment;
import io.attachrelay.model.MediaFacts;
import io.attachrelay.model.MediaId;
import io.attachrelay.model.MediaKind;
import io.attachrelay.model.MessageContext;
import io.attachrelay.model.Origin;
import io.attachrelay.model.Platform;
import io.attachrelay.model.Profile;
import io.attachrelay.model.ReasonCode;
import io.attachrelay.model.Sha256;
import io.attachrelay.model.StoredAttachment;
import io.attachrelay.model.Verdict;
import io.attachrelay.model.VerdictEvent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/** A message of a tenant's and its judged attachments. */
record Samples(String tenant, Profile profile, String conversationId, String messageId) {

    static Samples genesys(String conversationId) {
        return new Samples(
                "acme", Profile.GENESYS_MEDIA_EVENTS, conversationId, "msg-" + conversationId);
    }

    static Samples cxone(String conversationId) {
        return new Samples(
                "globex",
                Profile.CXONE_CONVERSATION_EVENTS,
                conversationId,
                "msg-" + conversationId);
    }

    Samples ofTenant(String other) {
        return new Samples(other, profile, conversationId, messageId);
    }

    Samples message(String other) {
        return new Samples(tenant, profile, conversationId, other);
    }

    JudgedAttachment png(String attachmentId) {
        return accepted(attachmentId, "image/png", MediaKind.IMAGE, 100);
    }

    JudgedAttachment pdf(String attachmentId) {
        return accepted(attachmentId, "application/pdf", MediaKind.DOCUMENT, 2_000);
    }

    JudgedAttachment accepted(String attachmentId, String type, MediaKind kind, long size) {
        return accepted(attachmentId, type, kind, size, MediaFacts.NONE);
    }

    JudgedAttachment accepted(
            String attachmentId, String type, MediaKind kind, long size, MediaFacts facts) {
        return judged(kept(attachmentId, size), new Verdict.Accepted(type, kind, facts));
    }

    JudgedAttachment program(String attachmentId) {
        return judged(
                kept(attachmentId, 30_000),
                new Verdict.Rejected(
                        "application/x-msdownload", null, ReasonCode.TYPE_NOT_ALLOWED, ""));
    }

    JudgedAttachment damaged(String attachmentId) {
        return judged(
                kept(attachmentId, 7), new Verdict.Unreadable(null, ReasonCode.DAMAGED_FILE, ""));
    }

    JudgedAttachment gone(String attachmentId) {
        var refused = new StoredAttachment.Refused(id(attachmentId), null, null, ReasonCode.GONE);
        return judged(refused, new Verdict.Refused(ReasonCode.GONE));
    }

    VerdictEvent event(JudgedAttachment... attachments) {
        return event(Origin.PLATFORM, attachments);
    }

    VerdictEvent event(Origin origin, JudgedAttachment... attachments) {
        List<JudgedAttachment> all = List.of(attachments);
        List<MediaId> ids = all.stream().map(a -> a.attachment().mediaId()).toList();
        Platform platform = profile.platform();
        var message =
                new MessageContext(
                        tenant,
                        origin,
                        platform,
                        profile,
                        "evt-" + ids.getFirst(),
                        messageId,
                        conversationId,
                        "web",
                        Instant.parse("2026-01-01T10:00:00Z"));
        return new VerdictEvent(message, DedupKey.of(tenant, platform, messageId, ids), all);
    }

    private static JudgedAttachment judged(StoredAttachment attachment, Verdict verdict) {
        return new JudgedAttachment(attachment, verdict, List.of());
    }

    private StoredAttachment kept(String attachmentId, long size) {
        return new StoredAttachment.Kept(
                id(attachmentId),
                null,
                attachmentId + ".bin",
                null,
                size,
                Sha256.of(attachmentId.getBytes(StandardCharsets.UTF_8)));
    }

    private MediaId id(String attachmentId) {
        return MediaId.of(tenant, profile.platform(), conversationId, messageId, attachmentId);
    }
}
