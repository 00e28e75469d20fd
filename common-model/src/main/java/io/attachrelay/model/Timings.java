package io.attachrelay.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When a command's steps were taken, by the sender's clock.
 *
 * @param takenAt when the sender first had it at hand; {@code null} if that is not known
 * @param uploadedAt when the platform had the attachment; {@code null} if it never had
 * @param sentAt when the send began that the platform confirmed; {@code null} unless sent
 */
public record Timings(
        @Nullable Instant takenAt, @Nullable Instant uploadedAt, @Nullable Instant sentAt) {}
