package io.attachrelay.deploy.benchmarks.world;

/** How helper processes end. */
public final class Ending {

    private Ending() {}

    /** Lets this process end when the one that started it does, however that happens. */
    public static void withParent() {
        ProcessHandle.current()
                .parent()
                .ifPresent(p -> p.onExit().thenRun(() -> Runtime.getRuntime().halt(3)));
    }
}
