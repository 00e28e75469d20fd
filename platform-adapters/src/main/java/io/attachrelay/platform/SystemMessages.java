package io.attachrelay.platform;

/** Tells the agent something inside the conversation. */
public interface SystemMessages {

    /**
     * Posts a system message; not idempotent. The value means nothing.
     *
     * @param announcement made right before the message goes out, once for all its tries
     * @throws E of the announcement; the message then was not posted
     */
    <E extends Exception> CallOutcome<Boolean> post(
            MessageRef message, String text, Announcement<E> announcement) throws E;

    /** Posts without an announcement. */
    default CallOutcome<Boolean> post(MessageRef message, String text) {
        return post(message, text, Announcement.NONE);
    }
}
