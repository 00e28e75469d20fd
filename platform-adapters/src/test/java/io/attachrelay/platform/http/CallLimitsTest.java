package io.attachrelay.platform.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class CallLimitsTest {

    @Test
    void an_upload_gets_more_time_the_larger_it_is() {
        // When
        Duration small = CallLimits.DEFAULT.callWith(0);
        Duration large = CallLimits.DEFAULT.callWith(100 << 20);

        // Then
        assertThat(small).isEqualTo(Duration.ofSeconds(60));
        assertThat(large).isEqualTo(Duration.ofSeconds(260));
    }

    @Test
    void who_is_silent_for_less_is_called_for_less() {
        // When
        CallLimits impatient = CallLimits.DEFAULT.withRead(Duration.ofSeconds(2));

        // Then
        assertThat(impatient.call()).isEqualTo(Duration.ofSeconds(6));
        assertThat(CallLimits.DEFAULT.withRead(Duration.ofMinutes(1)).call())
                .isEqualTo(CallLimits.DEFAULT.call());
    }

    @Test
    void there_is_always_a_limit() {
        // Given
        Duration second = Duration.ofSeconds(1);

        // Then
        assertThatThrownBy(() -> new CallLimits(second, Duration.ZERO, second))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
