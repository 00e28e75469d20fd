package io.attachrelay.deploy.testkit.container;

import java.time.Duration;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.azure.AzuriteContainer;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.utility.DockerImageName;

/** Containers that whoever gets them starts and closes. */
public final class Containers {

    /** The newest version of the protocol that Azurite 3.37.0 speaks; the SDK's own is newer. */
    public static final String AZURITE_SERVICE_VERSION = "2026-06-06";

    // Up within 5 s when measured; this leaves room for a loaded machine.
    private static final Duration READY_WITHIN = Duration.ofMinutes(3);

    private Containers() {}

    /**
     * One broker.
     *
     * @throws IllegalStateException if no container engine answers
     */
    public static KafkaContainer kafka() {
        return new KafkaContainer(imageOf(TestImage.KAFKA)).withStartupTimeout(READY_WITHIN);
    }

    /**
     * An empty blob service, to be spoken to in {@link #AZURITE_SERVICE_VERSION}.
     *
     * @throws IllegalStateException if no container engine answers
     */
    public static AzuriteContainer azurite() {
        return new AzuriteContainer(imageOf(TestImage.AZURITE)).withStartupTimeout(READY_WITHIN);
    }

    private static DockerImageName imageOf(TestImage what) {
        if (!DockerClientFactory.instance().isDockerAvailable()) {
            throw new IllegalStateException(
                    "no container engine answers, and this test runs on one: start Docker,"
                            + " or name an engine's address in the environment variable"
                            + " DOCKER_HOST, such as unix:///var/run/docker.sock");
        }
        return DockerImageName.parse(what.image()).asCompatibleSubstituteFor(what.repository());
    }
}
