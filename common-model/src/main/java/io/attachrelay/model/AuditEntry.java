package io.attachrelay.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One step that was taken: the value of {@code audit.v1}.
 *
 * @param id deterministic, so that a step repeated after a crash has the same id
 * @param who the service or operator that took it
 * @param what the step, such as {@code media.stored}
 * @param when when it was taken
 * @param tenant the tenant concerned; {@code null} if none
 * @param subject a media id, a command id or a place, such as that of a dead letter
 * @param sha256 the bytes concerned; {@code null} if none
 * @param outcome how it ended, such as {@code accepted} or a reason code
 */
public record AuditEntry(
        String id,
        String who,
        String what,
        Instant when,
        @Nullable String tenant,
        String subject,
        @Nullable Sha256 sha256,
        String outcome) {

    /**
     * An entry whose id follows from what was done to what.
     *
     * @param occasion what tells this step from an equal one on another occasion, such as a dedup
     *     key or replay id
     */
    public static AuditEntry of(
            String who,
            String what,
            Instant when,
            @Nullable String tenant,
            String subject,
            @Nullable Sha256 sha256,
            String outcome,
            String occasion) {
        String id =
                Identifiers.hexOf128Bits(
                        who, what, tenant == null ? "" : tenant, subject, outcome, occasion);
        return new AuditEntry(id, who, what, when, tenant, subject, sha256, outcome);
    }
}
