package io.attachrelay.deploy.testkit.platform;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads an upload and checks it as the vendors' media gateways do. */
final class UploadReader {

    private static final String PART = "mediaFile";

    private UploadReader() {}

    /**
     * Reads the part {@code mediaFile}.
     *
     * @throws BadRequest when it is missing
     */
    static Received.Upload read(String id, InputStream body, @Nullable String contentType)
            throws IOException, BadRequest {
        var reader = new MultipartReader(body, contentType);
        reader.copyBody(OutputStream.nullOutputStream());
        for (var headers = reader.headers(); headers != null; headers = reader.headers()) {
            var summary = new Summary();
            reader.copyBody(summary);
            if (PART.equals(parameter(headers, "name"))) {
                return summary.upload(id, headers);
            }
        }
        throw new BadRequest("no part is named " + PART);
    }

    /** Says why the vendor's gateway refuses this upload, or null when it takes it. */
    static @Nullable String refusal(Received.Upload upload) {
        if (upload.fileName() == null || upload.fileName().isEmpty()) {
            return "the part has no filename";
        } else if (upload.contentType() == null) {
            return "the part has no Content-Type";
        } else if (!MagicBytes.agree(upload.contentType(), upload.detectedType())) {
            return "the part's Content-Type does not match its bytes";
        }
        return null;
    }

    private static @Nullable String parameter(Map<String, String> headers, String name) {
        var disposition = headers.getOrDefault("content-disposition", "");
        var match = Pattern.compile("[; ]" + name + "=\"([^\"]*)\"").matcher(disposition);
        return match.find() ? match.group(1) : null;
    }

    /** Digests and counts what is written to it, and keeps its first bytes. */
    private static final class Summary extends FilterOutputStream {

        private final MessageDigest digest = sha256();
        private final byte[] head = new byte[MagicBytes.LENGTH];
        private long size;

        Summary() {
            super(nullOutputStream());
        }

        @Override
        public void write(int b) {
            if (size < head.length) {
                head[(int) size] = (byte) b;
            }
            digest.update((byte) b);
            size++;
        }

        Received.Upload upload(String id, Map<String, String> headers) {
            var first = Arrays.copyOf(head, (int) Math.min(size, head.length));
            var type = headers.get("content-type");
            return new Received.Upload(
                    id,
                    PART,
                    parameter(headers, "filename"),
                    type == null ? null : type.split(";", 2)[0].strip(),
                    size,
                    HexFormat.of().formatHex(digest.digest()),
                    MagicBytes.detect(first));
        }

        private static MessageDigest sha256() {
            try {
                return MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
