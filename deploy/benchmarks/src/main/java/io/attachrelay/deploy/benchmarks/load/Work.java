package io.attachrelay.deploy.benchmarks.load;

import java.io.IOException;

/** Something that is done many times. */
@FunctionalInterface
public interface Work {

    /** One that does it again and again, such as a connection; used by one thread at a time. */
    Worker worker() throws IOException;

    /** Does one piece after the other. */
    interface Worker extends AutoCloseable {

        /**
         * Does a piece to its end.
         *
         * @param number of the piece, from 0
         */
        Done carry(int number) throws IOException, InterruptedException;

        @Override
        void close() throws IOException;
    }
}
