package io.attachrelay.deploy.testkit.azurite;

import java.io.IOException;

/** An Azurite that somebody else runs, named by its connection string or its blob endpoint. */
record ExternalSource(String address) implements AzuriteSource {

    @Override
    public String name() {
        return "the environment variable " + Azurite.ADDRESS_VARIABLE;
    }

    @Override
    public Running start() {
        return new Foreign(
                address.contains("BlobEndpoint=") ? address : Azurite.connectionString(address));
    }

    private record Foreign(String connectionString) implements Running {

        @Override
        public void pause() throws IOException {
            throw notOurs();
        }

        @Override
        public void resume() throws IOException {
            throw notOurs();
        }

        @Override
        public void kill() {
            // Not ours to end.
        }

        private static IOException notOurs() {
            return new IOException(
                    "the Azurite of %s is not ours to stop".formatted(Azurite.ADDRESS_VARIABLE));
        }
    }
}
