package io.attachrelay.deploy.acceptance;

import static io.attachrelay.deploy.system.SimulatedSystem.ACME;
import static io.attachrelay.deploy.system.SimulatedSystem.GLOBEX;
import static org.assertj.core.api.Assertions.assertThat;

import io.attachrelay.deploy.testkit.platform.EventIds;
import io.attachrelay.deploy.testkit.platform.PlatformSimulator;
import io.attachrelay.deploy.testkit.platform.Received;
import io.attachrelay.deploy.testkit.sample.SampleFiles;
import java.util.List;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Most messages carry no media; they must not use up what a platform allows of calls. */
@ExtendWith(RunningSystems.class)
class TextOnlyTest {

    private final Stage stage;

    TextOnlyTest(InOneProcess system) {
        this.stage = system.stage();
    }

    @ParameterizedTest
    @ValueSource(strings = {ACME, GLOBEX})
    void a_message_without_media_costs_no_call_and_one_with_media_a_single_one(String tenant)
            throws Exception {
        // Given
        PlatformSimulator platform = stage.platform(tenant);
        EventIds text = EventIds.random();
        ArrivingMessage media = stage.message(tenant, SampleFiles.jpeg());

        // When
        var answer = platform.webhook().deliver(platform.textEvent(text, "Good morning."));
        media.deliver();

        // Then
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).contains("ignored");
        stage.attributes(media, 1);
        assertThat(stage.records(stage.system().topics().stored(), text.conversationId()))
                .isEmpty();
        assertThat(callsAbout(platform, text.messageId(), text.conversationId())).isEmpty();
        assertThat(callsAbout(platform, media.ids().messageId(), media.conversation()))
                .singleElement()
                .isInstanceOf(Received.RoutingAttributes.class);
    }

    private static List<Received.Content> callsAbout(
            PlatformSimulator platform, String messageId, String conversationId) {
        return platform.received().all().stream()
                .map(Received::content)
                .filter(call -> List.of(messageId, conversationId).contains(target(call)))
                .toList();
    }

    private static String target(Received.Content call) {
        return switch (call) {
            case Received.RoutingAttributes(var target, _) -> target;
            case Received.SystemMessage(_, var target, _) -> target;
            case Received.Message(_, var target, _, _, _) -> target;
            case Received.Upload _, Received.Unreadable _ -> "";
        };
    }
}
