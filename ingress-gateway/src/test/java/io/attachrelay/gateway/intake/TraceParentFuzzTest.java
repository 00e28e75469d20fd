package io.attachrelay.gateway.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.attachrelay.deploy.testkit.fuzz.Fuzz;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whatever the header says, the trace is one that others can read. */
class TraceParentFuzzTest {

    private static final String VALID = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    @Test
    void a_trace_is_the_callers_or_a_new_one() {
        // When
        Map<String, Long> outcomes =
                Fuzz.from(VALID, "")
                        .with(
                                "-",
                                "00",
                                "ff",
                                "0".repeat(32),
                                "0".repeat(16),
                                "A",
                                " ",
                                "\n",
                                "\u0660")
                        .times(20_000)
                        .checkText(header -> {
                            String value = TraceParent.of(header).value();
                            String[] parts = value.split("-", -1);
                            assertThat(parts).hasSize(4).allMatch(p -> p.matches("[0-9a-f]+"));
                            assertThat(parts[0] + parts[1].length() + parts[2].length())
                                    .isEqualTo("003216");
                            assertThat(parts[1] + parts[2]).doesNotMatch("0+");
                            assertThat(parts[3]).hasSize(2);
                            return value.equals(header) ? "the caller's" : "new";
                        });

        // Then
        assertThat(outcomes).containsOnlyKeys("the caller's", "new");
    }
}
