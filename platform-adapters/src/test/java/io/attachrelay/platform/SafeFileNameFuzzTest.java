package io.attachrelay.platform;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.attachrelay.deploy.testkit.fuzz.Fuzz;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whatever name a customer's device gives to a file. */
class SafeFileNameFuzzTest {

    private static final List<String> TYPES =
            List.of("image/jpeg", "application/pdf", "audio/ogg", "application/x-unheard-of");

    private static final String[] WORDS = {
        ".",
        "..",
        "/",
        "\\",
        ".jpg",
        ".PDF",
        ".exe",
        "\u202e",
        "\u200e",
        "\u0000",
        "\r\n",
        "\u00a0",
        " ",
        "\u3000",
        "\ud83d\ude00",
        "e\u0301",
        "\u2028",
        "\ufeff",
        "%00",
        "%2f",
        "C:",
        "x".repeat(300),
        "\u0130"
    };

    @Test
    void a_name_is_safe_and_stays_what_it_is() {
        // When
        Map<String, Long> outcomes =
                Fuzz.from(
                                "cat.jpg",
                                "Rechnung M\u00e4rz.pdf",
                                "",
                                "a/b\\c.tar.gz",
                                "\u5199\u771f.png")
                        .with(WORDS)
                        .times(2_000)
                        .checkText(SafeFileNameFuzzTest::outcome);

        // Then
        assertThat(outcomes).containsOnlyKeys("as it was", "made safe");
    }

    private static String outcome(String name) {
        boolean kept = false;
        for (String type : TYPES) {
            String safe = SafeFileName.of(name, type);
            assertThat(safe.getBytes(UTF_8).length).isBetween(1, 255);
            assertThat(safe)
                    .doesNotContainPattern(
                            "[/\\\\\\p{Cc}\\p{Zl}\\p{Zp}\u202a-\u202e\u2066-\u2069]");
            assertThat(safe).doesNotStartWith(".").doesNotEndWith(".").isEqualTo(safe.strip());
            assertThat(UTF_8.newEncoder().canEncode(safe)).isTrue();
            // Where a name was cut, what is left may end with an extension that was none before.
            if (name.getBytes(UTF_8).length < 250) {
                assertThat(SafeFileName.of(safe, type)).isEqualTo(safe);
            }
            kept |= safe.equals(name);
        }
        return kept ? "as it was" : "made safe";
    }
}
