package io.attachrelay.deploy.acceptance;

import static io.attachrelay.deploy.system.SimulatedSystem.ACME;
import static io.attachrelay.deploy.system.SimulatedSystem.GLOBEX;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.attachrelay.deploy.testkit.platform.Delivery;
import io.attachrelay.deploy.testkit.platform.DeliveryAttempt;
import io.attachrelay.deploy.testkit.platform.MediaFault;
import io.attachrelay.deploy.testkit.platform.MediaItem;
import io.attachrelay.deploy.testkit.platform.WebhookEvent;
import io.attachrelay.deploy.testkit.sample.SampleFiles;
import io.attachrelay.model.Json;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Messages whose media do not all come at once, or not at all. */
@ExtendWith(RunningSystems.class)
class PartialMessageTest {

    private final Stage stage;

    PartialMessageTest(InOneProcess system) {
        this.stage = system.stage();
    }

    @Test
    void an_attachment_that_is_gone_does_not_hold_back_its_siblings() throws Exception {
        // Given
        ArrivingMessage message =
                stage.message(GLOBEX, SampleFiles.png(), SampleFiles.pdf(), SampleFiles.xlsx());
        List<MediaItem> media = message.media();
        message.platform().media().inject(media.get(1), new MediaFault.Gone());

        // When
        Delivery delivery = message.deliverWithRetries();

        // Then
        DeliveryAttempt first = delivery.attempts().getFirst();
        JsonNode answer = Json.mapper().readTree(delivery.last().body());
        assertThat(first.status()).isEqualTo(502);
        assertThat(delivery.last().status()).isEqualTo(200);
        assertThat(delivery.last().at()).isAfterOrEqualTo(first.at().plusSeconds(3));
        assertThat(answer.at("/media/1/refusal").asText()).isEqualTo("gone");
        assertThat(answer.at("/media/0/sha256").asText()).isEqualTo(media.get(0).sha256());
        assertThat(answer.at("/media/2/sha256").asText()).isEqualTo(media.get(2).sha256());
        assertThat(message.platform().media().downloads(media.getFirst())).isOne();
        Map<String, String> attributes = stage.attributes(message, 3);
        assertThat(attributes)
                .containsEntry("media_kinds", "document,image")
                .containsEntry("media_verdict", "mixed")
                .containsEntry("media_reasons", "gone")
                .containsEntry(
                        "media_total_bytes",
                        Long.toString(media.get(0).sizeBytes() + media.get(2).sizeBytes()));
        stage.awaitNotice(GLOBEX, message.conversation());
        assertThat(stage.notices(GLOBEX, message.conversation()))
                .singleElement()
                .asString()
                .contains(media.get(1).fileName());
    }

    @Test
    void an_attachment_that_comes_back_after_it_was_given_up_completes_the_message()
            throws Exception {
        // Given
        ArrivingMessage message = stage.message(GLOBEX, SampleFiles.png(), SampleFiles.pdf());
        MediaItem back = message.media().get(1);
        WebhookEvent event = message.event();
        message.platform().media().inject(back, new MediaFault.Gone());
        message.platform().webhook().deliverWithRetries(event);
        stage.awaitNotice(GLOBEX, message.conversation());
        message.platform().media().heal(back);

        // When
        Stage.await().until(() -> isStored(back, message.platform().webhook().deliver(event)));

        // Then
        Stage.await().until(() -> isComplete(message));
        assertThat(stage.attributes(message, 2))
                .containsEntry("media_kinds", "document,image")
                .containsEntry("media_reasons", "");
        stage.awaitDeduplicated();
        assertThat(stage.records(stage.system().topics().fresh(), message.conversation()))
                .hasSize(2);
    }

    private static boolean isStored(MediaItem item, DeliveryAttempt attempt) {
        return attempt.isAcknowledged() && attempt.body().contains(item.sha256());
    }

    private static boolean isComplete(ArrivingMessage message) {
        return Stage.attributesOf(message).stream()
                .anyMatch(a -> "accepted".equals(a.get("media_verdict")));
    }

    @Test
    void media_of_one_message_that_come_as_three_events_end_in_one_truthful_set_of_attributes()
            throws Exception {
        // Given
        ArrivingMessage first = stage.message(ACME, SampleFiles.png());
        List<MediaItem> others =
                stage.publish(ACME, SampleFiles.pdf(), SampleFiles.windowsProgram());
        List<ArrivingMessage> events =
                List.of(first, first.also(others.get(0)), first.also(others.get(1)));

        // When
        List<Integer> statuses = events.stream().map(e -> e.deliver().status()).toList();

        // Then
        assertThat(statuses).containsExactly(200, 200, 200);
        assertThat(stage.attributes(first, 3))
                .containsEntry("media_kinds", "document,image")
                .containsEntry("media_verdict", "mixed")
                .containsEntry("media_reasons", "type-not-allowed")
                .containsEntry("media_total_bytes", Long.toString(totalBytes(events)));
        stage.awaitNotice(ACME, first.target());
        assertThat(stage.notices(ACME, first.target())).hasSize(1);
    }

    private static long totalBytes(List<ArrivingMessage> events) {
        return events.stream()
                .flatMap(e -> e.media().stream())
                .mapToLong(MediaItem::sizeBytes)
                .sum();
    }
}
