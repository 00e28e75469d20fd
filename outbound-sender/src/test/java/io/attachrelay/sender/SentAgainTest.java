package io.attachrelay.sender;

import static org.assertj.core.api.Assertions.assertThat;

import io.attachrelay.deploy.testkit.platform.ApiFault;
import io.attachrelay.deploy.testkit.platform.Endpoint;
import io.attachrelay.model.MediaId;
import io.attachrelay.model.OutboundCommand;
import io.attachrelay.model.OutboundResult;
import io.attachrelay.model.Outcome;
import io.attachrelay.model.ReasonCode;
import io.attachrelay.settings.OnDoubt;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tenants that rather have a message twice than not at all. */
class SentAgainTest extends SenderScenario {

    private static final ApiFault NO_ANSWER = new ApiFault.DropConnection(true);

    @Override
    OnDoubt onDoubt() {
        return OnDoubt.RESEND;
    }

    @Test
    void a_send_that_was_never_answered_is_repeated_and_the_result_says_so() throws Exception {
        // Given
        stage.cxone.apiFaults().inject(Endpoint.SEND, NO_ANSWER, 2);
        MediaId jpeg = stage.files.jpeg("globex", "again.jpg");

        // When
        var result = stage.finish(Commands.cxone("again").with(jpeg).build());

        // Then
        assertThat(result.outcome()).isEqualTo(Outcome.SENT);
        assertThat(result.sendsInDoubt()).isEqualTo(2);
        assertThat(stage.cxone.received().messages()).hasSize(3);
        assertThat(stage.cxone.received().uploads()).hasSize(1);
        assertThat(notices(stage.cxone)).isEmpty();
    }

    @Test
    void a_send_that_was_answered_says_nothing_of_doubt() throws Exception {
        // When
        var result = stage.finish(Commands.genesys("answered").build());

        // Then
        assertThat(result.sendsInDoubt()).isNull();
    }

    @Test
    void a_send_that_a_crash_left_in_doubt_is_repeated() throws Exception {
        // Given
        var command = Commands.genesys("crash-again").build();
        left(command, Progress.Open.NEW.sending(longAgo(), "another"));

        // When
        var result = stage.finish(command);

        // Then
        assertThat(result.outcome()).isEqualTo(Outcome.SENT);
        assertThat(result.sendsInDoubt()).isOne();
        assertThat(texts(stage.genesys)).containsExactly("hello");
    }

    @ParameterizedTest
    @MethodSource("answersThatTellNothing")
    void sends_that_are_never_confirmed_are_repeated_twice(ApiFault fault) throws Exception {
        // Given
        stage.genesys.apiFaults().inject(Endpoint.SEND, fault);

        // When
        var result = stage.finish(Commands.genesys("never-" + fault).build());

        // Then
        assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(result.reason()).isEqualTo(ReasonCode.SEND_IN_DOUBT);
        assertThat(result.detail()).endsWith("; repeated 2 times, none confirmed");
        assertThat(result.sendsInDoubt()).isEqualTo(3);
        assertThat(stage.genesys.received().messages()).hasSize(3);
    }

    static Stream<ApiFault> answersThatTellNothing() {
        return Stream.of(
                NO_ANSWER, new ApiFault.FailWithEffect(500), new ApiFault.FailWithEffect(504));
    }

    @Test
    void a_message_that_may_have_arrived_is_never_called_refused() throws Exception {
        // Given
        stage.genesys.apiFaults().inject(Endpoint.SEND, NO_ANSWER, 1);
        stage.genesys.apiFaults().inject(Endpoint.SEND, new ApiFault.Fail(403), 1);

        // When
        var result = stage.finish(Commands.genesys("refused-then").build());

        // Then
        assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(result.reason()).isEqualTo(ReasonCode.SEND_IN_DOUBT);
        assertThat(result.detail()).contains("403");
    }

    @Test
    void a_message_that_may_have_arrived_is_never_called_expired() throws Exception {
        // Given
        var command =
                Commands.genesys("expired-then")
                        .before(stage.clock.instant().plus(Duration.ofMinutes(5)))
                        .build();
        left(command, Progress.Open.NEW.sending(stage.clock.instant(), "another").again());

        // When
        stage.clock.advance(Duration.ofMinutes(5));
        var result = stage.finish(command);

        // Then
        assertNotSent(result, Outcome.FAILED, ReasonCode.SEND_IN_DOUBT);
    }

    @Test
    void a_repeat_of_the_command_gives_the_same_bytes() throws Exception {
        // Given
        stage.genesys.apiFaults().inject(Endpoint.SEND, NO_ANSWER, 1);
        var command = Commands.genesys("again-twice").build();
        OutboundResult first = stage.finish(command);

        // When
        stage.finish(command);

        // Then
        assertThat(first.sendsInDoubt()).isOne();
        assertThat(stage.genesys.received().messages()).hasSize(2);
        assertSameRecordTwice("again-twice");
    }

    private void left(OutboundCommand command, Progress progress) throws Exception {
        try (var page = new Journal(stage.store).open(command, fingerprint(command))) {
            page.settle(progress);
        }
    }
}
