package io.attachrelay.gateway.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.attachrelay.gateway.SettableClock;
import io.attachrelay.gateway.intake.RepeatedBodies.Body;
import io.attachrelay.model.DedupKey;
import io.attachrelay.model.Sha256;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class RepeatedBodiesTest {

    private static final DedupKey KEY = new DedupKey("key");
    private static final Body BODY = body("acme", "text");

    private final SettableClock clock = new SettableClock();
    private final InFlight inFlight = new InFlight(Runnable::run, new RecentAnswers(clock));
    private final RepeatedBodies bodies = new RepeatedBodies(inFlight, clock);

    @Test
    void the_same_body_is_answered_as_a_duplicate_with_its_own_event_id() {
        // Given
        acknowledge();

        // When
        bodies.learn(BODY, KEY, "event-2");

        // Then
        assertThat(bodies.answer(body("acme", "text")))
                .contains(new Answer.Acknowledged(Answer.Status.DUPLICATE, "event-2", List.of()));
    }

    @Test
    void another_body_and_another_tenants_are_read() {
        // Given
        acknowledge();

        // When
        bodies.learn(BODY, KEY, "event-2");

        // Then
        assertThat(bodies.answer(body("acme", "text "))).isEmpty();
        assertThat(bodies.answer(body("other", "text"))).isEmpty();
    }

    @Test
    void a_body_whose_message_is_no_longer_answered_is_read() {
        // Given
        acknowledge();
        clock.advance(Duration.ofMinutes(5));
        bodies.learn(BODY, KEY, "event-2");

        // When
        clock.advance(Duration.ofMinutes(5));

        // Then
        assertThat(bodies.answer(BODY)).isEmpty();
    }

    @Test
    void a_body_whose_message_was_never_acknowledged_is_read() {
        // When
        bodies.learn(BODY, KEY, "event-2");

        // Then
        assertThat(bodies.answer(BODY)).isEmpty();
    }

    private void acknowledge() {
        inFlight.join(
                KEY,
                Deadline.in(Duration.ofHours(1)),
                () -> new Answer.Acknowledged(Answer.Status.STORED, "event-1", List.of()));
    }

    private static Body body(String tenant, String text) {
        return new Body(tenant, Sha256.of(text.getBytes(UTF_8)));
    }
}
