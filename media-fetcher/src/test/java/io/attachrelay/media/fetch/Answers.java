package io.attachrelay.media.fetch;

import static io.attachrelay.media.fetch.RawHost.text;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.zip.GZIPOutputStream;

/** What a media host may write, byte for byte. */
final class Answers {

    static final String OK = "HTTP/1.1 200 OK\r\nConnection: close";
    static final String CHUNKED = OK + "\r\nTransfer-Encoding: chunked";

    private Answers() {}

    static String ok(long length) {
        return OK + "\r\nContent-Length: " + length;
    }

    static String tagged(long length, String etag) {
        return ok(length) + "\r\nETag: " + etag;
    }

    static String status(int status) {
        return "HTTP/1.1 " + status + " Hm\r\nConnection: close\r\nContent-Length: 0";
    }

    static String redirect(String target) {
        return status(302) + "\r\nLocation: " + target;
    }

    static RawHost.Answer answer(String head, byte[]... body) {
        return (_, out) -> {
            out.write(text(head + "\r\n\r\n"));
            out.write(join(body));
        };
    }

    static byte[] chunk(byte[] bytes) {
        return join(text(Integer.toHexString(bytes.length) + "\r\n"), bytes, text("\r\n"));
    }

    static byte[] lastChunk() {
        return chunk(new byte[0]);
    }

    static byte[] join(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    static byte[] zipped(byte[] bytes) {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (OutputStream zip = new GZIPOutputStream(zipped)) {
            zip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return zipped.toByteArray();
    }
}
