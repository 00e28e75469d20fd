package io.attachrelay.deploy.demo;

/**
 * One thing that the demo shows.
 *
 * @param name a few words
 * @param script does it and checks it
 */
record DemoCase(String name, Script script) {

    /** What a case does. */
    @FunctionalInterface
    interface Script {

        /**
         * Runs to the end.
         *
         * @return what was seen, in a few words
         * @throws CaseFailed if something did not hold
         * @throws Exception for any other fault, which also fails the case
         */
        String run(DemoStage stage) throws Exception;
    }
}
