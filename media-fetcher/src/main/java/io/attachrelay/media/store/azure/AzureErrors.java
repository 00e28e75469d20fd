package io.attachrelay.media.store.azure;

import com.azure.storage.blob.models.BlobErrorCode;
import com.azure.storage.blob.models.BlobStorageException;

/** What the service's refusals mean. */
final class AzureErrors {

    private static final int CONFLICT = 409;
    private static final int PRECONDITION_FAILED = 412;

    private AzureErrors() {}

    /** There is no such blob; a missing container is another matter. */
    static boolean isNotFound(BlobStorageException e) {
        return BlobErrorCode.BLOB_NOT_FOUND.equals(e.getErrorCode());
    }

    /** A condition on the blob did not hold: it is there already, changed or gone. */
    static boolean isConditionNotMet(BlobStorageException e) {
        return e.getStatusCode() == PRECONDITION_FAILED
                || isNotFound(e)
                || e.getStatusCode() == CONFLICT
                        && BlobErrorCode.BLOB_ALREADY_EXISTS.equals(e.getErrorCode());
    }

    /**
     * Another attempt committed first: the blob is there, or that commit swept away the blocks of
     * this one.
     */
    static boolean isCommittedByAnother(BlobStorageException e) {
        return isConditionNotMet(e) || BlobErrorCode.INVALID_BLOCK_LIST.equals(e.getErrorCode());
    }
}
