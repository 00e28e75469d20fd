package io.attachrelay.router;

import static org.assertj.core.api.Assertions.assertThat;

import io.attachrelay.deploy.testkit.platform.ApiFault;
import io.attachrelay.deploy.testkit.platform.Endpoint;
import io.attachrelay.settings.PaceSettings;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A router whose platforms take one call each 50 ms. */
class PacedRouterTest {

    @TempDir static Path dir;
    private static RouterStage stage;

    @BeforeAll
    static void start() throws Exception {
        stage = new RouterStage(dir, new PaceSettings(1_200, 1, Optional.empty()));
    }

    @AfterAll
    static void stop() {
        stage.close();
    }

    @AfterEach
    void heal() {
        stage.genesys.heal();
        stage.awaitHandled();
        stage.genesys.received().clear();
    }

    @Test
    void messages_that_wait_for_their_turns_cost_one_call_for_attributes_and_one_a_notice() {
        // Given
        for (int i = 0; i < 15; i++) {
            var message = Samples.genesys("paced-" + i);
            stage.judge(message.event(message.program("a"), message.png("b")));
        }

        // When
        stage.awaitHandled();

        // Then
        assertThat(stage.genesys.received().attributes()).hasSize(15);
        assertThat(stage.genesys.received().systemMessages()).hasSize(15);
        assertThat(stage.genesys.received().all()).hasSize(30);
    }

    @Test
    void a_notice_that_the_platform_could_not_take_costs_no_second_call_for_attributes() {
        // Given
        stage.genesys.apiFaults().inject(Endpoint.SYSTEM_MESSAGE, new ApiFault.Fail(503), 2);
        var message = Samples.genesys("busy");

        // When
        stage.judge(message.event(message.program("a")));
        stage.awaitHandled();

        // Then
        assertThat(stage.genesys.received().attributes()).hasSize(1);
        assertThat(stage.genesys.received().systemMessages()).hasSize(1);
    }
}
