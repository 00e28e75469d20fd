package io.attachrelay.sender;

import static org.assertj.core.api.Assertions.assertThat;

import io.attachrelay.deploy.testkit.platform.ApiFault;
import io.attachrelay.deploy.testkit.platform.Endpoint;
import io.attachrelay.media.store.SidecarKey;
import io.attachrelay.model.MediaId;
import io.attachrelay.model.Outcome;
import io.attachrelay.model.Timings;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** When a command's steps were taken, as its result says. */
class TimingsTest extends SenderScenario {

    @Test
    void a_message_with_a_file_was_taken_uploaded_sent_and_completed_in_this_order()
            throws Exception {
        // Given
        MediaId pdf = stage.files.pdf("acme", "timed.pdf");
        Instant before = stage.clock.instant();

        // When
        var result = stage.finish(Commands.genesys("timed").with(pdf).build());

        // Then
        Timings timings = result.timings();
        assertThat(timings.takenAt()).isBetween(before, timings.uploadedAt());
        assertThat(timings.sentAt()).isBetween(timings.uploadedAt(), result.completedAt());
    }

    @Test
    void a_command_for_later_was_taken_when_it_came() throws Exception {
        // Given
        Instant later = stage.clock.instant().plusMillis(400);

        // When
        var result = stage.finish(Commands.genesys("timed-later").after(later).build());

        // Then
        assertThat(result.timings().takenAt()).isBefore(later);
        assertThat(result.timings().sentAt()).isAfterOrEqualTo(later);
        assertThat(result.timings().uploadedAt()).isNull();
    }

    @Test
    void a_command_that_failed_first_was_taken_at_its_first_try() throws Exception {
        // Given
        stage.genesys.apiFaults().inject(Endpoint.SEND, new ApiFault.Fail(429, 1), 1);

        // When
        var result = stage.finish(Commands.genesys("timed-retry").build());

        // Then
        assertThat(result.timings().sentAt())
                .isAfterOrEqualTo(result.timings().takenAt().plusSeconds(1));
    }

    @Test
    void what_was_not_sent_has_no_time_of_it() throws Exception {
        // When
        var result = stage.finish(Commands.genesys("timed-not").from(null).build());

        // Then
        assertThat(result.outcome()).isEqualTo(Outcome.REJECTED);
        assertThat(result.timings().takenAt()).isNotNull();
        assertThat(result.timings().sentAt()).isNull();
    }

    @Test
    void a_command_of_an_unknown_tenant_has_no_times_so_that_a_repeat_is_the_same()
            throws Exception {
        // When
        var result = stage.finish(Commands.genesys("timed-who").ofTenant("no one's").build());

        // Then
        assertThat(result.timings()).isNull();
    }

    @Test
    void a_journal_of_an_earlier_version_is_read() throws Exception {
        // Given
        var command = Commands.genesys("timed-old").build();
        String entry =
                """
                {"commandId":"timed-old","fingerprint":"%s","progress":{"state":"open",
                "failingSince":"2026-01-01T00:00:00Z"}}
                """
                        .formatted(fingerprint(command).hex());
        stage.store.create(
                SidecarKey.hashed("acme", "commands", "timed-old"),
                entry.getBytes(StandardCharsets.UTF_8));

        // When
        var result = stage.finish(command);

        // Then
        assertThat(result.outcome()).isEqualTo(Outcome.SENT);
        assertThat(result.timings().takenAt()).isNotNull();
    }
}
