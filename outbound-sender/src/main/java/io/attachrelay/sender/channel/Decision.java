package io.attachrelay.sender.channel;

import io.attachrelay.model.ReasonCode;

/** What is done with a file on a channel. */
public sealed interface Decision {

    /** How far the channel supports the file. */
    SupportLevel level();

    /** It is sent as it is. */
    record Full() implements Decision {
        @Override
        public SupportLevel level() {
            return SupportLevel.FULL;
        }
    }

    /**
     * It is converted, and the outcome is sent.
     *
     * @param target the MIME type to make
     * @param mostBytes what the outcome may have at most
     * @param converter the name of the one that can do it
     * @param otherwise what is done if that fails; never another conversion
     */
    record Converted(
            String target, long mostBytes, String converter, String detail, Decision otherwise)
            implements Decision {
        @Override
        public SupportLevel level() {
            return SupportLevel.CONVERTED;
        }
    }

    /**
     * It reaches the customer in another way.
     *
     * @param detail why it is not sent as it should be, for a person
     */
    record Fallback(OtherWay way, ReasonCode reason, String detail) implements Decision {
        @Override
        public SupportLevel level() {
            return SupportLevel.FALLBACK;
        }
    }

    /** It is not sent, since the customer would see nothing of it. */
    record Dropped(ReasonCode reason, String detail) implements Decision {
        @Override
        public SupportLevel level() {
            return SupportLevel.DROPPED;
        }
    }

    /** It is not sent. */
    record Rejected(ReasonCode reason, String detail) implements Decision {
        @Override
        public SupportLevel level() {
            return SupportLevel.REJECTED;
        }
    }
}
