package io.attachrelay.deploy.launcher;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.attachrelay.model.MediaKind;
import io.attachrelay.model.ReasonCode;
import io.attachrelay.model.Verdict;
import io.attachrelay.sender.channel.Decision;
import io.attachrelay.sender.channel.OtherWay;
import io.attachrelay.sender.channel.SupportLevel;
import io.attachrelay.validator.inspect.CheckedFile;
import org.jspecify.annotations.Nullable;

/**
 * What would be done with a file, as {@code capabilities check --json} prints it; all keys are
 * always there.
 *
 * @param file as it was given
 * @param verdict the validator's, on the channel that a service's file is judged for
 * @param target the type that it would be converted to; {@code null} if it would not be
 * @param converter who would do that
 * @param way how it would reach the customer else; {@code null} if it would be sent itself, or not
 *     at all
 * @param reason why it would not be sent itself; {@code null} if it would be
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
record SendingForecast(
        String file,
        String channel,
        @Nullable String detectedType,
        @Nullable MediaKind kind,
        @Nullable Long sizeBytes,
        String verdict,
        SupportLevel level,
        @Nullable String target,
        @Nullable String converter,
        @Nullable OtherWay way,
        @Nullable ReasonCode reason,
        String detail) {

    /** Of a file that was accepted. */
    static SendingForecast of(
            String file, String channel, CheckedFile checked, long sizeBytes, Decision decision) {
        var base =
                new SendingForecast(
                        file,
                        channel,
                        checked.detectedType(),
                        checked.kind(),
                        sizeBytes,
                        "accepted",
                        decision.level(),
                        null,
                        null,
                        null,
                        null,
                        "");
        return switch (decision) {
            case Decision.Full _ -> base;
            case Decision.Converted(var target, _, var converter, var detail, _) ->
                    base.with(target, converter, null, null, detail);
            case Decision.Fallback(var way, var reason, var detail) ->
                    base.with(null, null, way, reason, detail);
            case Decision.Dropped(var reason, var detail) ->
                    base.with(null, null, null, reason, detail);
            case Decision.Rejected(var reason, var detail) ->
                    base.with(null, null, null, reason, detail);
        };
    }

    /** Of a file that the validator does not accept. */
    static SendingForecast notAccepted(
            String file, String channel, CheckedFile checked, long sizeBytes, Verdict verdict) {
        ReasonCode reason = verdict.reasonCode();
        return new SendingForecast(
                file,
                channel,
                checked.detectedType(),
                checked.kind(),
                sizeBytes,
                verdict.word(),
                SupportLevel.REJECTED,
                null,
                null,
                null,
                ReasonCode.MEDIA_NOT_ACCEPTED,
                reason == null ? "" : reason.codeAndWords());
    }

    /** Of a file that can't be opened. */
    static SendingForecast unreadable(String file, String channel, String why) {
        return new SendingForecast(
                file,
                channel,
                null,
                null,
                null,
                "unreadable",
                SupportLevel.REJECTED,
                null,
                null,
                null,
                ReasonCode.INSPECTION_FAILED,
                why);
    }

    private SendingForecast with(
            @Nullable String newTarget,
            @Nullable String newConverter,
            @Nullable OtherWay newWay,
            @Nullable ReasonCode newReason,
            String newDetail) {
        return new SendingForecast(
                file,
                channel,
                detectedType,
                kind,
                sizeBytes,
                verdict,
                level,
                newTarget,
                newConverter,
                newWay,
                newReason,
                newDetail);
    }

    /** The same for people, on one line. */
    String words() {
        String what =
                switch (level) {
                    case FULL -> "sent as it is";
                    case CONVERTED -> "sent as " + target + ", made by " + converter;
                    case FALLBACK -> way == null ? "" : words(way);
                    case DROPPED, REJECTED -> "not sent, " + reasonWord();
                };
        return file
                + ": "
                + level.wireName()
                + ", "
                + what
                + " ("
                + channel
                + ")"
                + (detail.isEmpty() ? "" : ": " + detail);
    }

    private String reasonWord() {
        return reason == null ? "" : reason.wireName();
    }

    private static String words(OtherWay way) {
        return switch (way) {
            case FILE -> "sent as a file to be opened elsewhere";
            case LINK -> "a temporary link is sent";
            case SUMMARY -> "a sentence about it is sent";
        };
    }
}
