package io.attachrelay.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FindingTest {

    @Test
    void a_detail_of_usual_length_stays() {
        String detail = "x".repeat(Finding.LONGEST_DETAIL);

        assertThat(new Finding(FindingCode.OFFICE_MACROS, detail).detail()).isEqualTo(detail);
    }

    @Test
    void a_long_detail_is_cut_off() {
        // When
        var finding = new Finding(FindingCode.OFFICE_MACROS, "x".repeat(3_000_000));

        // Then
        assertThat(finding.detail())
                .hasSize(Finding.LONGEST_DETAIL)
                .startsWith("xxx")
                .endsWith("...");
    }

    @Test
    void no_character_is_cut_in_two() {
        // Given: emoji of two chars each, behind none and one char
        String emoji = "\ud83d\ude00".repeat(200);

        // When, Then
        for (String detail : new String[] {emoji, "x" + emoji}) {
            String cut = new Finding(FindingCode.OFFICE_MACROS, detail).detail();
            assertThat(cut).hasSizeLessThanOrEqualTo(Finding.LONGEST_DETAIL).endsWith("\ude00...");
        }
    }
}
