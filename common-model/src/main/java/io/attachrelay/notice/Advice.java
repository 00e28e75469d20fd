package io.attachrelay.notice;

import io.attachrelay.model.ReasonCode;
import io.attachrelay.model.WireName;
import java.util.Locale;

/** Whether and how it helps to ask the customer for a file again. */
enum Advice implements WireName {
    AGAIN,
    LATER,
    SMALLER,
    OTHER_TYPE,
    WITHOUT_PASSWORD,
    SAVED_ANEW,
    RIGHT_NAME,
    NEVER,
    NO_USE;

    /** The advice that goes with a reason. */
    static Advice of(ReasonCode reason) {
        return switch (reason) {
            case GONE, EMPTY_FILE, DAMAGED_FILE, INTEGRITY -> AGAIN;
            case SCAN_UNAVAILABLE, INSPECTION_FAILED -> LATER;
            case TOO_LARGE -> SMALLER;
            case TYPE_NOT_ALLOWED -> OTHER_TYPE;
            case ENCRYPTED_FILE -> WITHOUT_PASSWORD;
            case ACTIVE_CONTENT, POLYGLOT, TRAILING_DATA -> SAVED_ANEW;
            case MISLEADING_NAME, CLAIM_MISMATCH -> RIGHT_NAME;
            case MALWARE, DECOMPRESSION_BOMB, EXECUTABLE -> NEVER;
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
                    NO_USE;
        };
    }

    @Override
    public String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
