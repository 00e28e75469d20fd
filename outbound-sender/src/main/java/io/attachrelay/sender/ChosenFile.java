package io.attachrelay.sender;

import io.attachrelay.media.store.ObjectKey;
import io.attachrelay.media.store.StoredObject;
import io.attachrelay.model.Verdict;
import io.attachrelay.platform.SafeFileName;
import io.attachrelay.sender.channel.ChannelTable;
import io.attachrelay.sender.channel.Decision;

/**
 * An accepted file that a command wants to send.
 *
 * @param wanted what the command named
 * @param object whose bytes are used: the clean copy's, or a conversion's, else its own
 * @param accepted the verdict on these bytes
 * @param claimedName its name, not to be trusted
 * @param table what counts on the command's channel
 */
record ChosenFile(
        ObjectKey wanted,
        StoredObject object,
        Verdict.Accepted accepted,
        String claimedName,
        ChannelTable table) {

    /** The type that the bytes prove. */
    String mediaType() {
        return accepted.detectedType();
    }

    /** Its name, safe and with an extension that agrees with the type. */
    String fileName() {
        return SafeFileName.of(claimedName, mediaType());
    }

    /**
     * What is to be made of it.
     *
     * @param channel that of the command
     */
    ConversionOrder order(Decision.Converted decision, String channel) {
        return new ConversionOrder(
                object, mediaType(), decision.target(), decision.mostBytes(), channel, claimedName);
    }

    /** The same in another form. */
    ChosenFile as(Converting.Stage.Made made) {
        return new ChosenFile(wanted, made.object(), made.accepted(), claimedName, table);
    }
}
