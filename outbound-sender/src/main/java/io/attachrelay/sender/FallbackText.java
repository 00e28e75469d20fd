package io.attachrelay.sender;

import io.attachrelay.model.OutboundCommand;
import io.attachrelay.model.ReasonCode;
import io.attachrelay.notice.Detail;
import io.attachrelay.notice.FileMention;
import io.attachrelay.notice.NoticeWords;
import io.attachrelay.platform.SafeFileName;

/** What the agent is shown when a message did not go out. */
final class FallbackText {

    /** The name stands as the agent wrote it. */
    private static final String ANY_TYPE = "application/octet-stream";

    private FallbackText() {}

    /** Names the file, if there is one, and the reason. */
    static String of(NoticeWords words, OutboundCommand command, Progress.NotSent notSent) {
        return words.notSent(mention(command), notSent.reason(), detail(notSent));
    }

    private static FileMention mention(OutboundCommand command) {
        OutboundCommand.Attachment attachment = command.attachment();
        if (attachment == null) {
            return new FileMention.NoFile();
        }
        String name = attachment.fileName();
        return FileMention.of(name == null ? null : SafeFileName.of(name, ANY_TYPE));
    }

    private static Detail detail(Progress.NotSent notSent) {
        ReasonCode cause = notSent.cause();
        return cause == null ? said(notSent) : new Detail.Because(cause);
    }

    private static Detail said(Progress.NotSent notSent) {
        return switch (notSent.reason()) {
            case CHANNEL_TYPE_NOT_SUPPORTED,
                    CHANNEL_SIZE_EXCEEDED,
                    CONVERSION_FAILED,
                    MEDIA_NOT_ACCEPTED,
                    INVALID_COMMAND ->
                    new Detail.InEnglish(notSent.detail());
            // The others' details are the platform's words or ours to operators.
            case TOO_LARGE,
                    URL_NOT_ALLOWED,
                    GONE,
                    TYPE_NOT_ALLOWED,
                    EMPTY_FILE,
                    DAMAGED_FILE,
                    INTEGRITY,
                    ENCRYPTED_FILE,
                    MALWARE,
                    ACTIVE_CONTENT,
                    DECOMPRESSION_BOMB,
                    POLYGLOT,
                    TRAILING_DATA,
                    EXECUTABLE,
                    MISLEADING_NAME,
                    CLAIM_MISMATCH,
                    SCAN_UNAVAILABLE,
                    INSPECTION_FAILED,
                    MEDIA_NOT_FOUND,
                    VERDICT_TIMEOUT,
                    UPLOAD_REFUSED,
                    SEND_REFUSED,
                    SEND_IN_DOUBT,
                    EXPIRED,
                    RETRIES_EXHAUSTED,
                    UNKNOWN_TENANT ->
                    new Detail.None();
        };
    }
}
