package io.attachrelay.validator.inspect;

import java.util.ArrayList;
import java.util.List;

/**
 * Work that goes on though it was given up. Nothing in a JVM ends a thread that does not want to; a
 * few are borne, and more than that end the process, so that whoever supervises it starts one
 * without it. Its files have their verdicts by then and are not looked at again.
 */
final class Runaways {

    // Of more than that there is a processor lost for each, and memory that nobody gives back.
    private static final int MOST = 4;
    private static final int EXIT_CODE = 70;

    private final Runnable tooMany;
    private final List<WatchedWork<?>> running = new ArrayList<>();

    Runaways() {
        // Ending waits for the lanes, and one of them waits here.
        this(() -> Thread.ofPlatform().name("too-many-runaways").start(Runaways::exit));
    }

    /**
     * @param tooMany is called for each one above the bound, and returns at once
     */
    Runaways(Runnable tooMany) {
        this.tooMany = tooMany;
    }

    /**
     * Takes one more.
     *
     * @return how many there are
     * @throws IllegalStateException if that is too many: the file gets no verdict in this process
     */
    synchronized int add(WatchedWork<?> work) {
        running.removeIf(known -> !known.isRunning());
        running.add(work);
        if (running.size() > MOST) {
            tooMany.run();
            throw new IllegalStateException("too many examinations can't be stopped");
        }
        return running.size();
    }

    private static void exit() {
        System.exit(EXIT_CODE);
    }
}
