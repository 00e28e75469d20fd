package io.attachrelay.deploy.testkit.kafka;

import io.attachrelay.deploy.testkit.Ports;
import io.attachrelay.deploy.testkit.fault.FaultProxy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/**
 * A broker's second listener, and the proxy before it. The broker tells clients that came in there
 * the proxy's port, so that none finds its way round it.
 */
record SideDoor(int port, FaultProxy proxy) implements AutoCloseable {

    static SideDoor open() throws IOException {
        int port = Ports.free();
        return new SideDoor(port, FaultProxy.to("127.0.0.1", port));
    }

    Map<String, String> properties(BrokerFiles.Identity identity) {
        return BrokerProperties.listener(identity, port, proxy.port());
    }

    @Override
    public void close() {
        try {
            proxy.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
