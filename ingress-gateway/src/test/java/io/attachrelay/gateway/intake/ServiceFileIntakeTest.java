package io.attachrelay.gateway.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.attachrelay.media.share.FairShare;
import io.attachrelay.media.store.DiskStore;
import io.attachrelay.settings.KafkaSettings;
import io.attachrelay.topic.KafkaClients;
import io.attachrelay.topic.Publisher;
import io.attachrelay.topic.TopicCatalog;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceFileIntakeTest {

    @TempDir private Path folder;

    @Test
    void a_file_that_the_end_of_the_gateway_cuts_off_is_our_fault() {
        // Given
        Tenant tenant = Samples.arrival("1").tenant();
        var file =
                new ServiceFile(
                        tenant, "c", "f", null, null, new Interrupting(), TraceParent.of(null));

        // When
        Answer answer;
        boolean interrupted;
        try (var publisher = publisher()) {
            answer = intake(tenant, publisher).receive(file);
            interrupted = Thread.interrupted();
        }

        // Then
        assertThat(interrupted).isTrue();
        assertThat(answer)
                .isInstanceOfSatisfying(
                        Answer.Problem.class,
                        p -> {
                            assertThat(p.code()).isEqualTo(ProblemCode.TRY_AGAIN);
                            assertThat(p.retryAfter()).isPresent();
                        });
    }

    /** Never connects: nothing is published here. */
    private static Publisher publisher() {
        return new Publisher(new KafkaClients(KafkaSettings.DEFAULT.at("127.0.0.1:1")).producer());
    }

    private ServiceFileIntake intake(Tenant tenant, Publisher publisher) {
        var metrics = new GatewayMetrics(new SimpleMeterRegistry());
        var store = new DiskStore(folder, Clock.systemUTC());
        return new ServiceFileIntake(
                store,
                new FairShare(4 * store.bytesPerPut(), store.bytesPerPut()),
                new StoredRecords(publisher, new TopicCatalog(""), Clock.systemUTC()),
                1 << 20,
                new Budgets(List.of(tenant), metrics, Clock.systemUTC()),
                metrics,
                Clock.systemUTC());
    }

    /** A body whose reader is interrupted, as it is at the end of the grace period. */
    private static final class Interrupting extends InputStream {
        @Override
        public int read() {
            Thread.currentThread().interrupt();
            return 'x';
        }
    }
}
