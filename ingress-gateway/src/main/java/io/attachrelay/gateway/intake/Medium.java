package io.attachrelay.gateway.intake;

import io.attachrelay.media.fetch.FetchRequest;
import io.attachrelay.media.store.ObjectIdentity;
import io.attachrelay.media.store.ObjectKey;
import io.attachrelay.media.store.StoredObject;
import io.attachrelay.model.MediaId;
import io.attachrelay.model.MessageContext;
import io.attachrelay.model.ReasonCode;
import io.attachrelay.model.StoredAttachment;
import io.attachrelay.platform.MediaReference;

/**
 * One attachment of a message: what the platform says of it, and its place in the store.
 *
 * @param identity kept with the object
 */
record Medium(ObjectKey key, ObjectIdentity identity, MediaReference reference) {

    /** The place of an attachment of a message. */
    static Medium of(MessageContext message, MediaReference reference) {
        MediaId id =
                MediaId.of(
                        message.tenant(),
                        message.platform(),
                        message.conversationId(),
                        message.messageId(),
                        reference.attachmentId());
        return new Medium(
                new ObjectKey(message.tenant(), id),
                new ObjectIdentity(
                        message.tenant(),
                        message.platform().wireName(),
                        message.conversationId(),
                        message.messageId(),
                        reference.attachmentId()),
                reference);
    }

    MediaId id() {
        return key.mediaId();
    }

    FetchRequest requestFor(Tenant tenant) {
        return new FetchRequest(
                key, identity, reference.url(), tenant.settings().mediaHosts(), tenant.tokens());
    }

    StoredAttachment.Kept kept(StoredObject object) {
        return new StoredAttachment.Kept(
                id(),
                reference.declaredType(),
                reference.fileName(),
                reference.declaredBytes(),
                object.sizeBytes(),
                object.sha256());
    }

    StoredAttachment.Refused refused(ReasonCode reason) {
        return new StoredAttachment.Refused(
                id(), reference.declaredType(), reference.fileName(), reason);
    }
}
