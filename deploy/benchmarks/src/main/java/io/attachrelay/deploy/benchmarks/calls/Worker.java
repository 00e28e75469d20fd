package io.attachrelay.deploy.benchmarks.calls;

/** The contenders. */
enum Worker {
    OURS("AttachRelay", KeyedWorker.class),
    PARALLEL("parallel-consumer", ParallelWorker.class),
    PLAIN("plain loop", PlainWorker.class);

    private final String words;
    private final Class<?> main;

    Worker(String words, Class<?> main) {
        this.words = words;
        this.main = main;
    }

    String words() {
        return words;
    }

    Class<?> main() {
        return main;
    }
}
