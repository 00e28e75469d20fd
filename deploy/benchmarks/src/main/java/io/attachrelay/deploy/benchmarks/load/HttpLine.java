package io.attachrelay.deploy.benchmarks.load;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A kept HTTP/1.1 connection with nothing around it: a load generator must not be what is measured.
 * Whole requests go out as they are; of an answer only its status and its end are looked at.
 */
public final class HttpLine implements AutoCloseable {

    /** An answer of AttachRelay has about 500 bytes. */
    private static final int LARGEST_ANSWER = 32 << 10;

    private static final Pattern LENGTH =
            Pattern.compile("\r\ncontent-length: *([0-9]+)\r\n", Pattern.CASE_INSENSITIVE);

    private final int port;
    private final int timeoutMillis;
    private final byte[] answer = new byte[LARGEST_ANSWER];
    private @Nullable Socket socket;
    private int filled;

    /**
     * A line to 127.0.0.1 that is connected when it is needed.
     *
     * @param timeout of the silence in an answer
     */
    public HttpLine(int port, Duration timeout) {
        this.port = port;
        this.timeoutMillis = Math.toIntExact(timeout.toMillis());
    }

    /**
     * Sends the request and reads the answer.
     *
     * @return the answer's status
     * @throws IOException if none comes; the next request then has a new connection
     */
    public int exchange(byte[] request) throws IOException {
        try {
            Socket open = connected();
            open.getOutputStream().write(request);
            return read(open.getInputStream());
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    /** The body of the last answer. */
    public String body() {
        String text = new String(answer, 0, filled, StandardCharsets.UTF_8);
        return text.substring(text.indexOf("\r\n\r\n") + 4);
    }

    private Socket connected() throws IOException {
        Socket open = socket;
        if (open == null) {
            open = new Socket(InetAddress.getLoopbackAddress(), port);
            open.setTcpNoDelay(true);
            open.setSoTimeout(timeoutMillis);
            socket = open;
        }
        return open;
    }

    private int read(InputStream in) throws IOException {
        filled = 0;
        int end = Integer.MAX_VALUE;
        while (filled < end) {
            int count = in.read(answer, filled, answer.length - filled);
            if (count <= 0) {
                throw new EOFException("the answer broke off");
            }
            filled += count;
            end = end == Integer.MAX_VALUE ? end() : end;
        }
        return Integer.parseInt(new String(answer, 9, 3, StandardCharsets.US_ASCII));
    }

    /** How long the whole answer is; {@link Integer#MAX_VALUE} while its head is not there. */
    private int end() throws IOException {
        String text = new String(answer, 0, filled, StandardCharsets.ISO_8859_1);
        int head = text.indexOf("\r\n\r\n");
        if (head < 0) {
            return Integer.MAX_VALUE;
        }
        Matcher length = LENGTH.matcher(text).region(0, head + 2);
        if (!length.find()) {
            throw new IOException("an answer without length");
        }
        return head + 4 + Integer.parseInt(length.group(1));
    }

    @Override
    public void close() throws IOException {
        Socket open = socket;
        socket = null;
        if (open != null) {
            open.close();
        }
    }
}
