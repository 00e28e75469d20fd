package io.attachrelay.gateway.http;

import io.attachrelay.gateway.intake.Answer;
import io.attachrelay.gateway.intake.Answer.Problem;
import io.attachrelay.gateway.intake.ProblemCode;
import io.attachrelay.gateway.link.LinkLookup;
import io.attachrelay.gateway.link.SharedFile;
import io.attachrelay.gateway.link.SharedFiles;
import io.attachrelay.media.store.StoreException;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** {@code GET} and {@code HEAD /m/{token}}: the file behind a temporary link. */
final class LinkRoute {

    private final SharedFiles files;

    LinkRoute(SharedFiles files) {
        this.files = files;
    }

    void serve(Context ctx) throws IOException {
        ctx.header("Cache-Control", "private, no-store");
        switch (files.find(ctx.pathParam("token"))) {
            case LinkLookup.Found(var file) -> serve(ctx, file);
            case LinkLookup.Expired _ -> Answers.write(ctx, expired());
            case LinkLookup.Absent _ -> Answers.write(ctx, absent());
        }
    }

    private static Answer expired() {
        return Problem.of(ProblemCode.LINK_EXPIRED, "ask for another link");
    }

    private static Answer absent() {
        return Problem.of(ProblemCode.NOT_FOUND, "the link leads nowhere");
    }

    private void serve(Context ctx, SharedFile file) throws IOException {
        String etag = "\"" + file.object().sha256() + "\"";
        ByteRange range = ByteRange.of(wantedRange(ctx, etag), file.size());
        ctx.header("ETag", etag).header("Accept-Ranges", "bytes");
        switch (range) {
            case ByteRange.Whole _ -> send(ctx.status(200), file, 0, file.size());
            case ByteRange.Part part -> {
                ctx.status(206).header("Content-Range", part.contentRange(file.size()));
                send(ctx, file, part.offset(), part.length());
            }
            case ByteRange.Unsatisfiable _ -> {
                ctx.header("Content-Range", "bytes */" + file.size());
                Answers.write(ctx, Problem.of(ProblemCode.RANGE_NOT_SATISFIABLE, "behind the end"));
            }
        }
    }

    /** Counts for {@code GET} only (RFC 9110, 14.2), and only for the file that is meant. */
    private static @Nullable String wantedRange(Context ctx, String etag) {
        String ifRange = ctx.header("If-Range");
        boolean isSameFile = ifRange == null || ifRange.equals(etag);
        return ctx.method() == HandlerType.GET && isSameFile ? ctx.header("Range") : null;
    }

    private void send(Context ctx, SharedFile file, long offset, long length) throws IOException {
        ctx.contentType(file.mediaType())
                .header("Content-Disposition", Attachment.disposition(file.fileName()))
                .header("X-Content-Type-Options", "nosniff")
                .header("Content-Security-Policy", "sandbox; default-src 'none'");
        ctx.res().setContentLengthLong(length);
        if (ctx.method() == HandlerType.HEAD) {
            return;
        }
        try (InputStream bytes = files.open(file, offset, length)) {
            bytes.transferTo(ctx.outputStream());
        } catch (IOException e) {
            if (ctx.res().isCommitted()) {
                throw e;
            }
            // Nothing is out yet, so it was not the reader who went away.
            throw new StoreException("reading a shared file", e);
        }
    }
}
