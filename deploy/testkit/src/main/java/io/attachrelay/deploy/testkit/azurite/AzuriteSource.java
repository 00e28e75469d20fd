package io.attachrelay.deploy.testkit.azurite;

import java.io.IOException;

/** One way to get a running Azurite. */
interface AzuriteSource {

    /** The way in words. */
    String name();

    /**
     * Starts Azurite.
     *
     * @throws IOException when this way is closed on this machine; the message says why
     */
    Running start() throws IOException;

    /** An Azurite under control. */
    interface Running {

        /** What clients of Azure Storage need to reach it. */
        String connectionString();

        void pause() throws IOException;

        void resume() throws IOException;

        /** Ends it without warning and throws its data away. */
        void kill() throws IOException;
    }
}
