package io.attachrelay.media.store;

import static io.attachrelay.media.store.Samples.generated;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.attachrelay.deploy.testkit.azurite.Azurite;
import io.attachrelay.deploy.testkit.fault.Fault;
import io.attachrelay.deploy.testkit.fault.FaultProxy;
import io.attachrelay.settings.Secret;
import io.attachrelay.settings.StoreSettings;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

// The first run on a machine fetches Azurite.
@Timeout(600)
class AzureStoreTest extends ObjectStoreContract {

    private static Azurite azurite;

    @BeforeAll
    static void find() {
        azurite = TestAzurite.find();
    }

    @AfterAll
    static void stop() {
        if (azurite != null) {
            azurite.close();
        }
    }

    @Override
    StoreSettings settings() {
        return TestAzurite.settings(azurite.connectionString());
    }

    /** The store as it is reached by another port. */
    private static ObjectStore through(int port) {
        URI direct = azurite.blobEndpoint();
        String connection =
                azurite.connectionString().replace(":" + direct.getPort() + "/", ":" + port + "/");
        return ObjectStores.open(TestAzurite.settings(connection), Clock.systemUTC());
    }

    private static FaultProxy proxy() throws IOException {
        URI direct = azurite.blobEndpoint();
        return FaultProxy.to(direct.getHost(), direct.getPort());
    }

    @Test
    void a_service_that_hangs_is_a_failure_and_leaves_nothing() throws IOException {
        try (FaultProxy proxy = proxy();
                ObjectStore hanging = through(proxy.port())) {
            // Given
            proxy.inject(new Fault.BlackHole());

            // When
            assertThatThrownBy(() -> hanging.put(key, identity, generated(1000), 1000))
                    .isInstanceOf(StoreException.class);

            // Then
            proxy.heal();
            assertThat(store.find(key)).isEmpty();
            assertThat(hanging.put(key, identity, generated(1000), 1000))
                    .isInstanceOf(PutOutcome.Created.class);
        }
    }

    @Test
    void a_service_that_is_down_is_a_failure_and_no_empty_store() throws IOException {
        try (FaultProxy proxy = proxy();
                ObjectStore down = through(proxy.port())) {
            // Given
            proxy.inject(new Fault.Refuse());

            // When
            boolean reachable = down.isReachable();

            // Then
            assertThat(reachable).isFalse();
            assertThatThrownBy(() -> down.find(key)).isInstanceOf(StoreException.class);
            assertThatThrownBy(() -> down.read(key.sidecar("claim")))
                    .isInstanceOf(StoreException.class);
        }
    }

    @Test
    void an_object_whose_commit_was_never_answered_is_known_as_created() throws IOException {
        try (AnswerEater eater = new AnswerEater(azurite.blobEndpoint());
                ObjectStore deaf = through(eater.port())) {
            // Given
            eater.eatAnswerTo("comp=blocklist");

            // When
            PutOutcome outcome = deaf.put(key, identity, generated(1000), 1000);

            // Then
            assertThat(eater.hasEaten()).isTrue();
            assertThat(outcome).isInstanceOf(PutOutcome.Created.class);
        }
    }

    @Test
    void a_small_object_whose_write_was_never_answered_is_known_as_written() {
        try (AnswerEater eater = new AnswerEater(azurite.blobEndpoint());
                ObjectStore deaf = through(eater.port())) {
            // Given
            SidecarKey place = key.sidecar("claim");
            eater.eatAnswerTo("PUT ");
            String created = deaf.create(place, new byte[] {1}).orElseThrow();
            boolean eatenFirst = eater.hasEaten();
            eater.eatAnswerTo("PUT ");

            // When
            Optional<String> replaced = deaf.replace(place, new byte[] {2}, created);

            // Then
            assertThat(eatenFirst).isTrue();
            assertThat(eater.hasEaten()).isTrue();
            assertThat(replaced).hasValue(store.read(place).orElseThrow().version());
        }
    }

    @Test
    void a_service_version_that_the_sdk_does_not_speak_is_refused() {
        // Given
        var settings =
                new StoreSettings.Azure(
                        new Secret(azurite.connectionString()), "media", Optional.of("1999-01-01"));

        // When
        var opening = assertThatThrownBy(() -> ObjectStores.open(settings, Clock.systemUTC()));

        // Then
        opening.isInstanceOf(IllegalArgumentException.class).hasMessageContaining("1999-01-01");
    }
}
