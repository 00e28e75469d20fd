package io.attachrelay.validator.inspect.scan;

import static io.attachrelay.validator.inspect.scan.ClamdChannel.ascii;

import io.attachrelay.media.store.StoreException;
import io.attachrelay.settings.AntivirusSettings;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;

/** One file's conversation with clamd: which signatures it has, and what it says of the bytes. */
public final class ClamdSession implements AutoCloseable {

    private static final int CHUNK_BYTES = 64 << 10;

    private final ClamdChannel channel;
    private final Duration limit;
    private final Runnable ended;
    private final String version;

    private ClamdSession(ClamdChannel channel, Duration limit, Runnable ended, String version) {
        this.channel = channel;
        this.limit = limit;
        this.ended = ended;
        this.version = version;
    }

    /**
     * @param ended is run when the session is closed
     */
    static ClamdSession begin(ClamdChannel channel, AntivirusSettings settings, Runnable ended)
            throws IOException {
        Duration limit = settings.connectTimeout();
        channel.write(ascii("zIDSESSION\0zVERSION\0"), limit);
        String version = withoutNumber(channel.answer(limit));
        if (!version.startsWith("ClamAV ")) {
            throw new IOException("it does not say that it is clamd: '" + version + "'");
        }
        return new ClamdSession(channel, settings.readTimeout(), ended, version);
    }

    /**
     * The program's version and, where it has ClamAV's own database, that of the signatures and
     * their date: {@code ClamAV 1.4.6/27800/Thu Nov 26 22:45:12 2026}.
     */
    public String version() {
        return version;
    }

    /**
     * Lets the bytes be scanned, from a buffer of 64 KB. A session scans one file.
     *
     * @param bytes read to its end; not closed by this
     * @param size how many there must be
     * @throws StoreException if {@code bytes} fails, or there are others than {@code size}
     * @throws ScannerException if clamd fails
     */
    public ScanResult scan(InputStream bytes, long size) throws ScannerException {
        try {
            sendOrStop(bytes, size);
            return ClamdAnswer.read(withoutNumber(channel.answer(limit)));
        } catch (IOException e) {
            throw new ScannerException(String.valueOf(e.getMessage()), e);
        }
    }

    /**
     * Who gets too many bytes answers before the end and closes: then the answer says more than
     * that writing failed.
     */
    private void sendOrStop(InputStream bytes, long size) throws IOException {
        ByteBuffer chunk = ByteBuffer.allocate(Integer.BYTES + CHUNK_BYTES);
        try {
            channel.write(ascii("zINSTREAM\0"), limit);
            long sent = 0;
            int count = fill(bytes, chunk);
            while (count > 0) {
                channel.write(
                        chunk.putInt(0, count).position(0).limit(Integer.BYTES + count), limit);
                sent += count;
                count = fill(bytes, chunk.clear());
            }
            requireAll(sent, size);
            channel.write(ByteBuffer.allocate(Integer.BYTES), limit);
        } catch (SocketTimeoutException e) {
            throw e;
        } catch (IOException _) {
            // The answer is read next, or its absence is the failure.
        }
    }

    /** A part of a file may be clean where the whole is not. */
    private static void requireAll(long sent, long size) {
        if (sent != size) {
            throw new StoreException("a file has " + sent + " bytes and not " + size);
        }
    }

    private static int fill(InputStream bytes, ByteBuffer chunk) {
        try {
            return bytes.readNBytes(chunk.array(), Integer.BYTES, CHUNK_BYTES);
        } catch (IOException e) {
            throw new StoreException("reading a file to be scanned", e);
        }
    }

    /** In a session answers are numbered: {@code 2: stream: OK}. */
    private static String withoutNumber(String answer) {
        return answer.replaceFirst("^[0-9]+: ", "");
    }

    @Override
    public void close() {
        channel.close();
        ended.run();
    }
}
