package io.attachrelay.validator.inspect.claim;

import static org.assertj.core.api.Assertions.assertThat;

import io.attachrelay.validator.inspect.policy.InspectionPolicy;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class NameClaimsTest {

    private final ClaimChecks checks =
            new ClaimChecks(InspectionPolicy.standard().names(), Set.of());

    static Set<String> checks() {
        return ClaimChecks.names();
    }

    @ParameterizedTest
    @MethodSource("checks")
    void each_check_can_be_switched_off_alone(String name) {
        // Given: a name and what was said of it, wrong in every way
        var claims = new Claims("image/gif", "photo\u200b.pdf.exe", 7L);
        var others = new ClaimChecks(InspectionPolicy.standard().names(), Set.of(name));

        // When
        List<String> all = codes(checks, claims);

        // Then
        assertThat(all).containsExactlyInAnyOrderElementsOf(ClaimChecks.names());
        assertThat(codes(others, claims))
                .hasSize(all.size() - 1)
                .doesNotContain(name)
                .isSubsetOf(all);
    }

    private static List<String> codes(ClaimChecks checks, Claims claims) {
        return checks.look(claims, "application/pdf", 9).stream()
                .map(finding -> finding.code().wireName())
                .toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "invoice.pdf.exe",
                "Invoice.PDF.EXE",
                "photo.jpg.scr",
                "letter.docx.lnk",
                "letter.docx.js",
                "photo.exe.jpg",
                "photo.php.jpg",
                "a.b.c.zip.vbs",
                "invoice.pdf .exe"
            })
    void two_extensions_of_which_one_is_a_programs_are_noticed(String name) {
        assertThat(codes(name)).contains("double-extension");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "archive.tar.gz",
                "v1.2.pdf",
                "report.final.docx",
                "report.2026-11-26.pdf",
                "www.example.com.pdf",
                "setup.sh.txt",
                "jquery.min.js",
                "setup.exe",
                "Dr. No.pdf",
                "a.pdf.pdf",
                "photo.jpg",
                "photo",
                ".profile"
            })
    void names_of_two_parts_are_no_trick(String name) {
        assertThat(codes(name)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "in\u202efdp.exe",
                "in\u2067gpj.exe",
                "a\u0000.png",
                "a\u0007.png",
                "invoice\u200b.pdf",
                "photo.jp\u200dg",
                "invoice\u2024pdf.txt",
                "invoice.pdf                    .txt",
                "invoice.pdf\u00a0\u00a0\u00a0\u00a0\u00a0\u00a0.txt",
                "invoice\u3164\u3164\u3164\u3164.txt",
                "photo.jpg.",
                "photo.jpg ",
                "photo.jpg:evil.txt",
                "photo.jpg::$DATA",
                "photo\uff0ejpg"
            })
    void a_name_that_is_shown_other_than_it_is_is_noticed(String name) {
        assertThat(codes(name)).contains("misleading-name");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Rechnung M\u00fcller & S\u00f6hne (2).pdf",
                "\u0641\u0627\u062a\u0648\u0631\u0629\u200f.pdf",
                "\u05d7\u05e9\u05d1\u05d5\u05e0\u05d9\u05ea \u200e2026.pdf",
                "\u0646\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645.pdf",
                "\ud83d\udc68\u200d\ud83d\udc69\u200d\ud83d\udc67.jpg",
                "\u8bf7\u6c42\u4e66.pdf",
                "Screenshot 12:30:45.png",
                "Screen Shot 2026-11-26 at 9.41.07\u202fAM.png",
                "two  blanks.pdf",
                "a - b, c; d.pdf",
                "why...pdf"
            })
    void names_in_any_language_are_no_trick(String name) {
        assertThat(codes(name)).isEmpty();
    }

    /** A search through all of it would hold up its conversation for hours. */
    @Test
    void a_name_without_end_is_not_searched() {
        assertThat(codes("a" + " ".repeat(1 << 20) + "a")).containsExactly("misleading-name");
    }

    private List<String> codes(String name) {
        return checks.look(new Claims(null, name, null), null, 1).stream()
                .map(finding -> finding.code().wireName())
                .toList();
    }
}
