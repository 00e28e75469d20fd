package io.attachrelay.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a command ended: the value of {@code outbound.result.v1}. There is one distinct result per
 * command id; a repeat is the same bytes.
 *
 * @param commandId that of the command
 * @param tenant that of the command
 * @param conversationId that of the command
 * @param outcome sent, rejected or failed
 * @param platformMessageId the platform's id of the message; {@code null} unless sent
 * @param platformMediaId the platform's id of the upload; {@code null} if nothing was uploaded
 * @param mediaId the attachment that was to be sent; {@code null} if none
 * @param conversion what was sent for the attachment, or was to be, a MIME type: what it was
 *     converted to, {@code text/uri-list} for a temporary link, {@code text/plain} for a sentence
 *     about it; {@code null} if that was the attachment as it is, or it had not come so far
 * @param reason why it was not sent; {@code null} when sent
 * @param detail more about the reason, for a person; {@code null} when sent
 * @param fallbackText what the agent was shown instead; {@code null} if nothing
 * @param sendsInDoubt how many sends of the message were begun and never answered, so that the
 *     customer may have got it that many times, beside the one that was confirmed; {@code null} if
 *     none
 * @param timings when its steps were taken; {@code null} if none was
 * @param completedAt when it ended
 */
public record OutboundResult(
        String commandId,
        String tenant,
        String conversationId,
        Outcome outcome,
        @Nullable String platformMessageId,
        @Nullable String platformMediaId,
        @Nullable String mediaId,
        @Nullable String conversion,
        @Nullable ReasonCode reason,
        @Nullable String detail,
        @Nullable String fallbackText,
        @Nullable Integer sendsInDoubt,
        @Nullable Timings timings,
        Instant completedAt) {}
