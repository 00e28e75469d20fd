package io.attachrelay.validator.inspect;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.attachrelay.model.FindingCode;
import io.attachrelay.validator.inspect.deep.DeepCheck;
import io.attachrelay.validator.inspect.deep.FindingSink;
import io.attachrelay.validator.inspect.detect.Content;
import io.attachrelay.validator.inspect.detect.Detected;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;

/** A check that notes a script and that a file with the right word in it then leads astray. */
final class BadCheck implements DeepCheck, AutoCloseable {

    private final List<Thread> looping = new CopyOnWriteArrayList<>();
    private volatile boolean ended;

    @Override
    public String name() {
        return "bad";
    }

    @Override
    public Set<FindingCode> finds() {
        return Set.of(FindingCode.SCRIPT);
    }

    @Override
    public boolean appliesTo(String type) {
        return type.equals("text/plain");
    }

    @Override
    public void look(Content content, Detected detected, FindingSink found) {
        String word = new String(content.head(), UTF_8).strip();
        found.add(FindingCode.SCRIPT, word);
        switch (word) {
            case "loop" -> loop();
            case "read in a loop" -> readInALoop(content);
            case "hoard" -> hoard(content);
            case "recurse" -> recurse(1);
            case "exhaust" -> exhaust();
            case "break" -> throw new NoClassDefFoundError("some/Parser");
            default -> {}
        }
    }

    /** Hears nothing; only the test's end ends it. Given up, it takes no processor from others. */
    private void loop() {
        looping.add(Thread.currentThread());
        boolean givenUp = false;
        while (!ended) {
            givenUp |= Thread.interrupted();
            if (givenUp) {
                LockSupport.parkNanos(1_000_000);
            }
        }
    }

    private void readInALoop(Content content) {
        while (!ended) {
            content.read(0, 1);
        }
    }

    private void hoard(Content content) {
        List<byte[]> hoard = new ArrayList<>();
        while (!ended) {
            hoard.add(new byte[1 << 20]);
            content.checkpoint();
        }
    }

    private int recurse(int depth) {
        return ended ? depth : recurse(depth + 1) + 1;
    }

    /** The JVM has no such array, however large the heap is. */
    private static void exhaust() {
        throw new IllegalStateException("there is one of " + new byte[Integer.MAX_VALUE].length);
    }

    /** Whether a thread that looped is still there. */
    boolean isLooping() {
        return looping.stream().anyMatch(Thread::isAlive);
    }

    /** Lets all loops end. */
    @Override
    public void close() {
        ended = true;
    }
}
