package io.attachrelay.deploy.acceptance;

import io.attachrelay.deploy.system.Closing;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Several gateways in processes of their own, on one broker and one store. */
final class Gateways implements AutoCloseable {

    private final Closing closing = new Closing();
    private final List<ServiceProcess> all = new ArrayList<>();

    /** Nothing runs yet. */
    Gateways(Stage stage, int count) {
        for (int i = 0; i < count; i++) {
            String name = "gateway-of-several-" + i;
            all.add(closing.add(ServiceProcess.gateway(name, stage, Map.of())));
        }
    }

    /** Starts them, and returns when all are ready. */
    void start() throws IOException {
        for (ServiceProcess gateway : all) {
            gateway.launch();
        }
        all.forEach(ServiceProcess::awaitReady);
    }

    List<ServiceProcess> all() {
        return List.copyOf(all);
    }

    ServiceProcess get(int index) {
        return all.get(index);
    }

    @Override
    public void close() {
        closing.close();
    }
}
