package io.attachrelay.router;

import static org.assertj.core.api.Assertions.assertThat;

import io.attachrelay.model.ReasonCode;
import org.junit.jupiter.api.Test;

class NoticeTextTest {

    @Test
    void a_notice_names_the_file_the_reason_and_what_helps() {
        assertThat(NoticeText.of("setup.exe", ReasonCode.TYPE_NOT_ALLOWED))
                .isEqualTo(
                        "The customer's file \"setup.exe\" can't be used: this type of file is not"
                                + " allowed. It may be sent as another type, such as PDF or PNG.");
    }

    @Test
    void a_notice_does_not_invite_an_attack_again() {
        assertThat(NoticeText.of("a.pdf", ReasonCode.MALWARE)).endsWith("for this file again.");
        assertThat(NoticeText.of("a.pdf", ReasonCode.ENCRYPTED_FILE))
                .endsWith("It may be sent without a password.");
    }

    @Test
    void a_file_without_a_name_is_told_of_too() {
        assertThat(NoticeText.of(null, ReasonCode.GONE))
                .startsWith("A file of the customer's can't be used")
                .endsWith("Sending it again may help.");
    }

    @Test
    void a_name_can_neither_break_the_line_nor_turn_the_reading_direction() {
        assertThat(NoticeText.of("../in\u202Evoice\nexe.pdf", ReasonCode.DAMAGED_FILE))
                .contains("\"invoiceexe.pdf\"");
    }
}
