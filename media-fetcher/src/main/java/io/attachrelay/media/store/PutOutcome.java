package io.attachrelay.media.store;

/** How a put ended. */
public sealed interface PutOutcome {

    /** The object is there, whole and durable, and this put made it. */
    record Created(StoredObject object) implements PutOutcome {}

    /** Another put came first; its object stands and these bytes were dropped. */
    record AlreadyThere(StoredObject object) implements PutOutcome {}

    /** The body had more than {@code limit} bytes; nothing was stored. */
    record TooLarge(long limit) implements PutOutcome {}
}
