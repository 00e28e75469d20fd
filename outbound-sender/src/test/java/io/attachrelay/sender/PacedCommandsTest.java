package io.attachrelay.sender;

import static org.assertj.core.api.Assertions.assertThat;

import io.attachrelay.deploy.testkit.platform.ApiFault;
import io.attachrelay.deploy.testkit.platform.Endpoint;
import io.attachrelay.deploy.testkit.platform.Received;
import io.attachrelay.model.OutboundResult;
import io.attachrelay.model.Outcome;
import io.attachrelay.settings.PaceSettings;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Commands to platforms that take one call each 50 ms. */
class PacedCommandsTest extends SenderScenario {

    @Override
    PaceSettings pace() {
        return new PaceSettings(1_200, 1, Optional.empty());
    }

    @Test
    void commands_that_wait_for_their_turn_are_all_sent_once_and_in_order() throws Exception {
        // Given
        for (int i = 0; i < 3; i++) {
            for (int c = 0; c < 10; c++) {
                stage.command(
                        Commands.genesys("paced-" + c + "-" + i)
                                .in("conv-paced-" + c)
                                .text(c + "#" + i)
                                .build());
            }
        }

        // When
        stage.awaitHandled();

        // Then
        assertThat(texts(stage.genesys)).hasSize(30);
        for (int c = 0; c < 10; c++) {
            String conversation = c + "#";
            assertThat(texts(stage.genesys))
                    .filteredOn(text -> text.startsWith(conversation))
                    .containsExactly(c + "#0", c + "#1", c + "#2");
        }
        assertThat(stage.results("paced-9-2"))
                .extracting(OutboundResult::outcome)
                .containsExactly(Outcome.SENT);
    }

    @Test
    void a_429_is_met_by_one_command_and_waited_for_by_all() throws Exception {
        // Given
        stage.genesys.apiFaults().inject(Endpoint.SEND, new ApiFault.Fail(429, 1), 1);

        // When
        IntStream.range(0, 10).forEach(i -> stage.command(Commands.genesys("struck-" + i).build()));
        stage.awaitHandled();

        // Then
        assertThat(stage.genesys.received().messages()).hasSize(10);
        assertThat(stage.genesys.received().all())
                .extracting(Received::status)
                .hasSize(11)
                .containsOnlyOnce(429);
    }

    @Test
    void an_agent_is_told_when_the_turn_comes() throws Exception {
        // When
        IntStream.range(0, 5)
                .forEach(i -> stage.command(Commands.genesys("told-" + i).from(null).build()));
        stage.awaitHandled();

        // Then
        assertThat(notices(stage.genesys)).hasSize(5);
        assertThat(List.of(stage.results("told-4").getLast().fallbackText())).doesNotContainNull();
    }
}
