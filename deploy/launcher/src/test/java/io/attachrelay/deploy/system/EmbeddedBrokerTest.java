package io.attachrelay.deploy.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.attachrelay.deploy.testkit.Ports;
import io.attachrelay.deploy.testkit.kafka.KafkaBroker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedBrokerTest {

    @TempDir Path dir;

    @Test
    void a_broker_that_ended_by_itself_serves_again_at_the_same_address() throws Exception {
        // Given
        var broker = broker();
        try (var embedded = new EmbeddedBroker(broker)) {
            embedded.start();

            // When
            end(broker);

            // Then
            await().atMost(Duration.ofSeconds(60)).until(() -> Ports.accepts(broker.port()));
            assertThat(nodes(broker)).isOne();
        }
        assertThat(Ports.accepts(broker.port())).isFalse();
    }

    @Test
    void one_that_ended_stays_away_once_the_services_end() throws Exception {
        // Given
        var broker = broker();
        var embedded = new EmbeddedBroker(broker);
        embedded.start();
        end(broker);

        // When
        embedded.close();

        // Then
        assertThat(embedded.keepsOn()).isFalse();
        assertThat(broker.isRunning()).isFalse();
    }

    private KafkaBroker broker() {
        return KafkaBroker.builder().dataDir(dir).build();
    }

    private static void end(KafkaBroker broker) {
        ProcessHandle process = ProcessHandle.of(broker.pid()).orElseThrow();
        process.destroyForcibly();
        process.onExit().join();
    }

    private static int nodes(KafkaBroker broker) throws Exception {
        Map<String, Object> settings = Map.of("bootstrap.servers", broker.bootstrapServers());
        try (var admin = Admin.create(settings)) {
            return admin.describeCluster().nodes().get().size();
        }
    }
}
