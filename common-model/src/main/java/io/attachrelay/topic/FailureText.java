package io.attachrelay.topic;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Says why something failed, fit for a log and for a topic: our own complaints in their words, any
 * other exception by its class and place only, since its message may quote a record or a URL.
 */
final class FailureText {

    private static final String OURS = "io.attachrelay.";
    private static final int MOST_CAUSES = 5;

    private FailureText() {}

    static String of(Throwable failure) {
        return switch (failure) {
            case PoisonRecordException e -> String.valueOf(e.getMessage());
            case RetryLaterException e -> String.valueOf(e.getMessage());
            case PublishFailedException e -> e.getMessage() + causes(e);
            default -> failure.getClass().getName() + place(failure) + causes(failure);
        };
    }

    private static String place(Throwable failure) {
        return Arrays.stream(failure.getStackTrace())
                .filter(frame -> frame.getClassName().startsWith(OURS))
                .findFirst()
                .map(frame -> " at " + frame)
                .orElse("");
    }

    private static String causes(Throwable failure) {
        StringBuilder text = new StringBuilder();
        @Nullable Throwable cause = failure.getCause();
        for (int i = 0; cause != null && i < MOST_CAUSES; i++) {
            text.append(", caused by ").append(cause.getClass().getName());
            cause = cause.getCause();
        }
        return text.toString();
    }
}
