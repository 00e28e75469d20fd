package io.attachrelay.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.attachrelay.deploy.testkit.platform.Received;
import io.attachrelay.settings.RoutingSettings;
import io.attachrelay.topic.ReplayMark;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A platform that is down for longer than it is tried again. */
class OutageTest {

    private static final Duration LIMIT = Duration.ofMinutes(2);

    @TempDir private Path folder;

    @Test
    void what_could_not_be_told_in_time_is_a_dead_letter_and_a_replay_tells_it() throws Exception {
        // Given
        var settings = new RoutingSettings(Optional.empty(), Duration.ofSeconds(2));
        try (var stage = new RouterStage(folder, settings)) {
            stage.stuck.add("down");
            var message = Samples.genesys("down");
            var event = message.event(message.png("a"));

            // When
            stage.judge(event);

            // Then
            await().atMost(LIMIT).until(() -> stage.deadLetters("down").size() == 1);
            assertThat(told(stage)).isEmpty();
            stage.stuck.clear();
            stage.replay(event, new ReplayMark("again", true));
            await().atMost(LIMIT).until(() -> told(stage).size() == 1);
        }
    }

    private static List<Received.RoutingAttributes> told(RouterStage stage) {
        return stage.genesys.received().attributes();
    }
}
