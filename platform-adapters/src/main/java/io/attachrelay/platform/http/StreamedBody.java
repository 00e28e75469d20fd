package io.attachrelay.platform.http;

import io.attachrelay.platform.MediaUploader.Upload;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okio.BufferedSink;

/** A stored file as a request body: of known length, streamed, and opened anew for each try. */
final class StreamedBody extends RequestBody {

    private static final MediaType UNKNOWN = MediaType.get("application/octet-stream");
    private static final int BUFFER = 64 << 10;

    private final Upload upload;

    StreamedBody(Upload upload) {
        this.upload = upload;
    }

    @Override
    public MediaType contentType() {
        return Objects.requireNonNullElse(MediaType.parse(upload.mediaType()), UNKNOWN);
    }

    @Override
    public long contentLength() {
        return upload.sizeBytes();
    }

    @Override
    public void writeTo(BufferedSink sink) throws IOException {
        byte[] buffer = new byte[BUFFER];
        try (InputStream content = open()) {
            for (int n = read(content, buffer); n >= 0; n = read(content, buffer)) {
                sink.write(buffer, 0, n);
            }
        }
    }

    private InputStream open() throws UnreadableContentException {
        try {
            return upload.content().open();
        } catch (IOException e) {
            throw new UnreadableContentException(e);
        }
    }

    private static int read(InputStream content, byte[] buffer) throws UnreadableContentException {
        try {
            return content.read(buffer);
        } catch (IOException e) {
            throw new UnreadableContentException(e);
        }
    }
}
