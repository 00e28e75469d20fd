package io.attachrelay.deploy.testkit.platform;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the parts of a {@code multipart/form-data} body one after the other, in little memory. */
final class MultipartReader {

    private static final Pattern BOUNDARY = Pattern.compile("boundary=\"?([^\";]+)\"?");
    private static final int LONGEST_LINE = 8_192;

    private final InputStream in;
    private final byte[] delimiter;

    /**
     * Stands before the preamble, which is read like the body of a part.
     *
     * @throws BadRequest when the content type is no multipart or names no boundary
     */
    MultipartReader(InputStream body, @Nullable String contentType) throws BadRequest {
        var type = contentType == null ? "" : contentType;
        var boundary = BOUNDARY.matcher(type);
        if (!type.toLowerCase(Locale.ROOT).startsWith("multipart/form-data") || !boundary.find()) {
            throw new BadRequest("Content-Type must be multipart/form-data with a boundary");
        }
        delimiter = ("\r\n--" + boundary.group(1)).getBytes(StandardCharsets.ISO_8859_1);
        // The first boundary may start the body: a line end before it makes it like the others.
        var lineEnd = new ByteArrayInputStream(new byte[] {'\r', '\n'});
        in = new BufferedInputStream(new SequenceInputStream(lineEnd, body), 1 << 16);
    }

    /** Reads the headers behind a delimiter, names in lower case; null after the last part. */
    @Nullable Map<String, String> headers() throws IOException, BadRequest {
        if (line().startsWith("--")) {
            return null;
        }
        var headers = new TreeMap<String, String>();
        for (var line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            if (colon < 0) {
                throw new BadRequest("a part's header has no colon");
            }
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        return headers;
    }

    /** Copies the part's bytes, up to its delimiter, which is read too. */
    void copyBody(OutputStream out) throws IOException, BadRequest {
        int matched = 0;
        while (matched < delimiter.length) {
            int b = in.read();
            if (b < 0) {
                throw new BadRequest("the body ends without its last boundary");
            }
            if (b == delimiter[matched]) {
                matched++;
            } else {
                // Only the delimiter's first byte is a CR: nothing but b can start it anew.
                out.write(delimiter, 0, matched);
                matched = b == delimiter[0] ? 1 : 0;
                if (matched == 0) {
                    out.write(b);
                }
            }
        }
    }

    private String line() throws IOException, BadRequest {
        var line = new ByteArrayOutputStream();
        for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
            line.write(b);
            if (line.size() > LONGEST_LINE) {
                throw new BadRequest("a part's header is too long");
            }
        }
        return line.toString(StandardCharsets.UTF_8).stripTrailing();
    }
}
