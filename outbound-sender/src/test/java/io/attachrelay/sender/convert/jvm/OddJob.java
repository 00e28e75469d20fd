package io.attachrelay.sender.convert.jvm;

import io.attachrelay.sender.convert.ConversionRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Does what its source says in a word. */
final class OddJob {

    private OddJob() {}

    public static void main(String[] arguments) {
        JobProcess.run(arguments, OddJob::make);
    }

    private static void make(ConversionRequest request, Path outcome)
            throws ImpossibleException, IOException {
        switch (Files.readString(request.source())) {
            case "make" -> Files.writeString(outcome, "made");
            case "large" -> Files.write(outcome, new byte[2_000]);
            case "refuse" -> throw new ImpossibleException("a reason in words");
            case "throw" -> throw new ArrayIndexOutOfBoundsException();
            case "flood" -> flood();
            case "loop" -> loop();
            case "recurse" -> recurse(1);
            case "crash" -> crash();
            case "full disk" -> throw new UncheckedIOException(new IOException("No space left"));
            case "exit" -> Runtime.getRuntime().halt(1);
            case "wait" -> waitForEver();
            default -> throw new IllegalStateException();
        }
    }

    private static void flood() {
        List<byte[]> kept = new ArrayList<>();
        while (true) {
            kept.add(new byte[1 << 20]);
        }
    }

    private static void loop() {
        long turns = 0;
        while (turns >= 0) {
            turns += 2;
            turns %= 1_000;
        }
    }

    private static int recurse(int depth) {
        return recurse(depth + 1) + depth;
    }

    @SuppressWarnings("restricted")
    private static void crash() {
        MemorySegment.ofAddress(8).reinterpret(8).set(ValueLayout.JAVA_LONG, 0, 1);
    }

    private static void waitForEver() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
