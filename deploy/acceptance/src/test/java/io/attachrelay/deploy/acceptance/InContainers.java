package io.attachrelay.deploy.acceptance;

import io.attachrelay.deploy.system.Closing;
import io.attachrelay.deploy.system.Role;
import io.attachrelay.deploy.testkit.container.Containers;
import java.io.IOException;
import org.testcontainers.azure.AzuriteContainer;
import org.testcontainers.kafka.KafkaContainer;

/** All services in this process, on a broker and an Azure store in containers. */
final class InContainers implements AutoCloseable {

    private final Closing closing = new Closing();
    private final Stage stage;
    private final CompanyService company;

    InContainers() throws IOException {
        KafkaContainer kafka = closing.add(Containers.kafka());
        AzuriteContainer azurite = closing.add(Containers.azurite());
        kafka.start();
        azurite.start();
        stage =
                closing.add(
                        Stage.set(
                                "in-containers",
                                world ->
                                        world.brokerAt(kafka.getBootstrapServers())
                                                .set("store.kind", "azure")
                                                .set(
                                                        "store.connection-string",
                                                        azurite.getConnectionString())
                                                .set("store.container", "media")
                                                .set(
                                                        "store.service-version",
                                                        Containers.AZURITE_SERVICE_VERSION)));
        closing.add(stage.system().start(Role.values()));
        company = closing.add(new CompanyService(stage.system()));
    }

    Stage stage() {
        return stage;
    }

    CompanyService company() {
        return company;
    }

    @Override
    public void close() {
        closing.close();
    }
}
