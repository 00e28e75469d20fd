package io.attachrelay.media.store.azure;

import static io.attachrelay.media.store.azure.AzureCall.doing;

import com.azure.core.util.BinaryData;
import com.azure.core.util.Context;
import com.azure.storage.blob.models.BlobRequestConditions;
import com.azure.storage.blob.models.BlobStorageException;
import com.azure.storage.blob.options.BlockBlobCommitBlockListOptions;
import com.azure.storage.blob.options.BlockBlobStageBlockOptions;
import com.azure.storage.blob.specialized.BlockBlobClient;
import io.attachrelay.media.store.MeteredBody;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * One attempt to upload a blob, as blocks that nobody sees before the commit. Attempts on one blob
 * share its uncommitted blocks, so the attempt's name stands in each block id: with equal ids the
 * first commit would mix the bytes of both.
 */
final class BlockUpload {

    /** 50 uploads at once fit a heap of 128 MB; 1 MB did not. */
    private static final int BLOCK_BYTES = 512 << 10;

    /** Measured: the buffer, the copy of it that the HTTP client sends from, and connections. */
    static final long BYTES_PER_PUT = 2 * BLOCK_BYTES + (256 << 10);

    private final BlockBlobClient blob;
    private final Attempt attempt;
    private final List<String> blockIds = new ArrayList<>();

    BlockUpload(BlockBlobClient blob, Attempt attempt) {
        this.blob = blob;
        this.attempt = attempt;
    }

    /**
     * Stages the whole body from one buffer.
     *
     * @throws IOException if the body fails
     */
    void stage(MeteredBody body) throws IOException {
        byte[] buffer = new byte[BLOCK_BYTES];
        int count = body.fill(buffer);
        while (count > 0) {
            ByteBuffer block = ByteBuffer.wrap(buffer, 0, count);
            doing("writing", () -> stage(block));
            count = body.fill(buffer);
        }
    }

    /**
     * The hash keeps the service from taking a block whose bytes changed: a try that timed out may
     * still be sending from the buffer while the next block is read into it.
     */
    private String stage(ByteBuffer block) {
        String id = nextId();
        var options =
                new BlockBlobStageBlockOptions(id, BinaryData.fromByteBuffer(block))
                        .setContentMd5(md5(block.duplicate()));
        blob.stageBlockWithResponse(options, null, Context.NONE);
        blockIds.add(id);
        return id;
    }

    private String nextId() {
        String name = attempt.name() + "%08d".formatted(blockIds.size());
        return Base64.getEncoder().encodeToString(name.getBytes(StandardCharsets.US_ASCII));
    }

    /** Makes the blob of the staged blocks; whether there was none. */
    boolean commit(Map<String, String> metadata) {
        return commit(metadata, Attempt.ifAbsent());
    }

    /** The same, or in place of what {@code conditions} say; whether this attempt made the blob. */
    boolean commit(Map<String, String> metadata, BlobRequestConditions conditions) {
        var options =
                new BlockBlobCommitBlockListOptions(blockIds)
                        .setMetadata(attempt.mark(metadata))
                        .setRequestConditions(conditions);
        try {
            blob.commitBlockListWithResponse(options, null, Context.NONE);
            return true;
        } catch (BlobStorageException e) {
            if (AzureErrors.isCommittedByAnother(e)) {
                return attempt.etagIfOwn(blob).isPresent();
            }
            throw e;
        }
    }

    private static byte[] md5(ByteBuffer bytes) {
        try {
            MessageDigest digest = MessageDigest.getInstance("MD5");
            digest.update(bytes);
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has MD5", e);
        }
    }
}
