package io.attachrelay.router;

import io.attachrelay.model.ReasonCode;
import io.attachrelay.platform.SafeFileName;
import org.jspecify.annotations.Nullable;

/** What the agent is told about an attachment that can't be used. */
final class NoticeText {

    /** The name keeps its own extension: the bytes may have proved nothing. */
    private static final String ANY_TYPE = "application/octet-stream";

    private NoticeText() {}

    /**
     * Names the file, the reason, and whether it helps to ask the customer for it again.
     *
     * @param fileName as the platform claimed it; {@code null} if it named none
     */
    static String of(@Nullable String fileName, ReasonCode reason) {
        String file =
                fileName == null
                        ? "A file of the customer's"
                        : "The customer's file \"" + SafeFileName.of(fileName, ANY_TYPE) + "\"";
        return file + " can't be used: " + reason.words() + ". " + advice(reason);
    }

    private static String advice(ReasonCode reason) {
        return switch (reason) {
            case GONE, EMPTY_FILE, DAMAGED_FILE, INTEGRITY -> "Sending it again may help.";
            case TOO_LARGE -> "A smaller version may be sent.";
            case TYPE_NOT_ALLOWED -> "It may be sent as another type, such as PDF or PNG.";
            case ENCRYPTED_FILE -> "It may be sent without a password.";
            case ACTIVE_CONTENT, POLYGLOT, TRAILING_DATA ->
                    "It may be saved or exported anew and sent again.";
            case MALWARE, DECOMPRESSION_BOMB, EXECUTABLE ->
                    "Please do not ask for this file again.";
            case MISLEADING_NAME, CLAIM_MISMATCH -> "It may be sent under its right name.";
            case SCAN_UNAVAILABLE, INSPECTION_FAILED -> "Sending it again later may help.";
            case URL_NOT_ALLOWED,
                    MEDIA_NOT_FOUND,
                    MEDIA_NOT_ACCEPTED,
                    VERDICT_TIMEOUT,
                    CHANNEL_TYPE_NOT_SUPPORTED,
                    CHANNEL_SIZE_EXCEEDED,
                    CONVERSION_FAILED,
                    UPLOAD_REFUSED,
                    SEND_REFUSED,
                    SEND_IN_DOUBT,
                    EXPIRED,
                    RETRIES_EXHAUSTED,
                    UNKNOWN_TENANT,
                    INVALID_COMMAND ->
                    "Sending it again will not help.";
        };
    }
}
