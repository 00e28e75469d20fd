package io.attachrelay.validator.inspect;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.attachrelay.media.store.StoreException;
import io.attachrelay.model.FindingCode;
import io.attachrelay.validator.inspect.strip.Stripper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;

/** A stripper that the right word in a file leads astray; of others the copy is the original. */
final class BadStripper implements Stripper, AutoCloseable {

    private final CountDownLatch looping = new CountDownLatch(1);
    private final boolean hidesFaults;
    private volatile boolean ended;

    /**
     * @param hidesFaults whether it takes a fault of the store for the file's end, as some parsers
     *     do with all that is thrown
     */
    BadStripper(boolean hidesFaults) {
        this.hidesFaults = hidesFaults;
    }

    @Override
    public Set<FindingCode> strips() {
        return Set.of(FindingCode.TRAILING_DATA);
    }

    @Override
    public boolean appliesTo(String type) {
        return true;
    }

    @Override
    public InputStream strip(String type, Original original) throws IOException {
        try {
            return goAstray(new String(read(original), UTF_8), original);
        } catch (StoreException e) {
            if (hidesFaults) {
                return InputStream.nullInputStream();
            }
            throw e;
        }
    }

    private InputStream goAstray(String word, Original original) throws IOException {
        return switch (word) {
            case "loop" -> loop();
            case "read in a loop" -> readInALoop(original);
            case "loop in the copy" -> new LoopingStream();
            case "flood" -> flood(original);
            case "copy without end" -> new EndlessStream();
            case "recurse" -> new ByteArrayInputStream(new byte[recurse(1)]);
            case "break" -> throw new NoClassDefFoundError("some/Parser");
            case "throw" -> throw new IllegalArgumentException("a parser's");
            case "give up" -> throw new IOException("not such a file");
            default -> original.open(0, original.size());
        };
    }

    /** Hears nothing; only the test's end ends it. Given up, it takes no processor from others. */
    private InputStream loop() {
        looping.countDown();
        boolean givenUp = false;
        while (!ended) {
            givenUp |= Thread.interrupted();
            if (givenUp) {
                LockSupport.parkNanos(1_000_000);
            }
        }
        return InputStream.nullInputStream();
    }

    private InputStream readInALoop(Original original) throws IOException {
        while (!ended) {
            read(original);
        }
        return InputStream.nullInputStream();
    }

    private InputStream flood(Original original) throws IOException {
        List<byte[]> flood = new ArrayList<>();
        while (!ended) {
            flood.add(new byte[1 << 20]);
            read(original);
        }
        return InputStream.nullInputStream();
    }

    private int recurse(int depth) {
        return ended ? depth : recurse(depth + 1) + 1;
    }

    private static byte[] read(Original original) throws IOException {
        try (InputStream in = original.open(0, original.size())) {
            return in.readAllBytes();
        }
    }

    /** Waits until a thread loops. */
    void awaitLoop() throws InterruptedException {
        looping.await();
    }

    /** Lets all loops end. */
    @Override
    public void close() {
        ended = true;
    }

    private final class LoopingStream extends InputStream {
        @Override
        public int read() throws IOException {
            return loop().read();
        }
    }

    private static final class EndlessStream extends InputStream {
        @Override
        public int read() {
            return 0;
        }
    }
}
