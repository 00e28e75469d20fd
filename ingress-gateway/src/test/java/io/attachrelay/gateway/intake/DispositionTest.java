package io.attachrelay.gateway.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.attachrelay.media.fetch.FetchOutcome;
import io.attachrelay.model.ReasonCode;
import io.attachrelay.model.StoredAttachment;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DispositionTest {

    @Test
    void stored_and_refused_attachments_are_published_in_order() {
        // When
        var disposition = Disposition.of(List.of(stored("1", true), refused("2")));

        // Then
        var publish = publish(disposition);
        assertThat(publish.status()).isEqualTo(Answer.Status.STORED);
        assertThat(publish.attachments())
                .hasExactlyElementsOfTypes(
                        StoredAttachment.Kept.class, StoredAttachment.Refused.class);
    }

    @Test
    void a_message_whose_attachments_were_all_there_is_a_duplicate() {
        // When
        var disposition = Disposition.of(List.of(stored("1", false), stored("2", false)));

        // Then
        assertThat(publish(disposition).status()).isEqualTo(Answer.Status.DUPLICATE);
    }

    @Test
    void one_download_makes_the_message_stored() {
        // When
        var disposition = Disposition.of(List.of(stored("1", false), stored("2", true)));

        // Then
        assertThat(publish(disposition).status()).isEqualTo(Answer.Status.STORED);
    }

    @Test
    void a_passing_fault_wins_over_gone_and_asks_for_the_longest_pause() {
        // When
        var disposition =
                Disposition.of(
                        List.of(
                                gone("1", true),
                                tryAgain("2", Duration.ofSeconds(4)),
                                tryAgain("3", Duration.ofSeconds(9))));

        // Then
        assertThat(problem(disposition).code()).isEqualTo(ProblemCode.TRY_AGAIN);
        assertThat(problem(disposition).retryAfter()).contains(Duration.ofSeconds(9));
    }

    @Test
    void a_medium_that_is_gone_for_the_first_time_is_to_be_delivered_again() {
        // When
        var disposition = Disposition.of(List.of(stored("1", true), gone("2", false)));

        // Then
        assertThat(problem(disposition).code()).isEqualTo(ProblemCode.GONE);
    }

    @Test
    void a_medium_that_is_gone_for_good_is_given_up_for_its_siblings() {
        // When
        var disposition = Disposition.of(List.of(stored("1", false), gone("2", true)));

        // Then
        assertThat(publish(disposition).attachments().getLast())
                .isInstanceOfSatisfying(
                        StoredAttachment.Refused.class,
                        r -> assertThat(r.refusal()).isEqualTo(ReasonCode.GONE));
        assertThat(publish(disposition).status()).isEqualTo(Answer.Status.STORED);
    }

    @Test
    void a_refused_sibling_is_as_settled_as_a_stored_one() {
        // When
        var disposition = Disposition.of(List.of(refused("1"), gone("2", true)));

        // Then
        assertThat(publish(disposition).attachments())
                .extracting(a -> ((StoredAttachment.Refused) a).refusal())
                .containsExactly(ReasonCode.TOO_LARGE, ReasonCode.GONE);
    }

    @Test
    void two_gone_media_are_given_up_only_when_both_are_gone_for_good() {
        // When
        var disposition =
                Disposition.of(List.of(stored("1", true), gone("2", true), gone("3", false)));

        // Then
        assertThat(problem(disposition).code()).isEqualTo(ProblemCode.GONE);
    }

    @Test
    void a_message_of_which_nothing_is_left_is_never_published() {
        // When
        var disposition = Disposition.of(List.of(gone("1", true), gone("2", true)));

        // Then
        assertThat(problem(disposition).code()).isEqualTo(ProblemCode.GONE);
    }

    private static Fetched stored(String id, boolean downloaded) {
        Medium medium = Samples.medium(id);
        return new Fetched(
                medium, new FetchOutcome.Stored(Samples.object(medium), downloaded), false);
    }

    private static Fetched refused(String id) {
        return new Fetched(
                Samples.medium(id), new FetchOutcome.Refused(ReasonCode.TOO_LARGE), false);
    }

    private static Fetched gone(String id, boolean forGood) {
        return new Fetched(Samples.medium(id), new FetchOutcome.Gone(404), forGood);
    }

    private static Fetched tryAgain(String id, Duration retryAfter) {
        return new Fetched(
                Samples.medium(id),
                new FetchOutcome.HostFault("busy", Optional.of(retryAfter)),
                false);
    }

    private static Disposition.Publish publish(Disposition disposition) {
        assertThat(disposition).isInstanceOf(Disposition.Publish.class);
        return (Disposition.Publish) disposition;
    }

    private static Answer.Problem problem(Disposition disposition) {
        assertThat(disposition).isInstanceOf(Disposition.Decline.class);
        return ((Disposition.Decline) disposition).problem();
    }
}
