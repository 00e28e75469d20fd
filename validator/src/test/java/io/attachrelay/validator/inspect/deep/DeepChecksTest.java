package io.attachrelay.validator.inspect.deep;

import static io.attachrelay.validator.inspect.TestBytes.content;
import static io.attachrelay.validator.inspect.TestBytes.join;
import static io.attachrelay.validator.inspect.TestBytes.latin1;
import static io.attachrelay.validator.inspect.TestBytes.ole2;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.attachrelay.deploy.testkit.sample.SampleFile;
import io.attachrelay.deploy.testkit.sample.SampleFiles;
import io.attachrelay.model.Finding;
import io.attachrelay.model.FindingCode;
import io.attachrelay.validator.inspect.TestBytes;
import io.attachrelay.validator.inspect.detect.Content;
import io.attachrelay.validator.inspect.detect.Detected;
import io.attachrelay.validator.inspect.detect.Detector;
import io.attachrelay.validator.inspect.policy.InspectionPolicy;
import io.attachrelay.validator.inspect.policy.TypeNames;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DeepChecksTest {

    private final TypeNames names = InspectionPolicy.standard().names();

    static Stream<Arguments> tricks() {
        return Stream.of(
                arguments("a program", SampleFiles.windowsProgram().bytes(), "executable"),
                arguments("a jar", TestBytes.zip("META-INF/MANIFEST.MF"), "executable"),
                arguments("a shell script", latin1("#!/bin/sh\nrm -r x\n"), "script"),
                arguments("a batch file", latin1("@echo off\r\ndel x\r\n"), "script"),
                arguments(
                        "a document with macros",
                        TestBytes.office(TestBytes.word(), "word/vbaProject.bin"),
                        "office-macros"),
                arguments("an encrypted document", ole2("EncryptedPackage", "x"), "encrypted"),
                arguments("a picture and more", behind(SampleFiles.png()), "trailing-data"),
                arguments("a photo and more", behind(SampleFiles.jpeg()), "trailing-data"),
                arguments("a small film and more", behind(SampleFiles.gif()), "trailing-data"),
                arguments(
                        "a large picture and more",
                        behind(SampleFiles.png().ofSize(300_000)),
                        "trailing-data"),
                arguments(
                        "a large photo and more",
                        behind(SampleFiles.jpeg().ofSize(300_000)),
                        "trailing-data"),
                arguments(
                        "a large small film and more",
                        behind(SampleFiles.gif().ofSize(300_000)),
                        "trailing-data"));
    }

    private static byte[] behind(SampleFile picture) {
        return join(picture.bytes(), latin1("more than the picture"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tricks")
    void a_trick_is_noticed(String name, byte[] bytes, String code) {
        assertThat(look(DeepChecks.all(), bytes))
                .extracting(Finding::code)
                .containsExactly(FindingCode.of(code));
    }

    static Stream<SampleFile> harmless() {
        return Stream.of(
                SampleFiles.png(),
                SampleFiles.jpeg(),
                SampleFiles.gif(),
                SampleFiles.png().ofSize(300_000),
                SampleFiles.jpeg().ofSize(300_000),
                SampleFiles.gif().ofSize(300_000),
                SampleFiles.pdf(),
                SampleFiles.text(),
                SampleFiles.csv(),
                SampleFiles.docx(),
                SampleFiles.xlsx(),
                SampleFiles.ogg(),
                SampleFiles.mp4());
    }

    @ParameterizedTest
    @MethodSource("harmless")
    void nothing_is_noticed_in_a_harmless_file(SampleFile file) {
        assertThat(look(DeepChecks.all(), file.bytes())).isEmpty();
    }

    @Test
    void blanks_and_zeros_behind_a_picture_are_no_data() {
        assertThat(look(DeepChecks.all(), join(SampleFiles.png().bytes(), latin1("\0\0 \r\n"))))
                .isEmpty();
    }

    @Test
    void a_check_that_is_off_notices_nothing() {
        assertThat(look(DeepChecks.without(Set.of("trailing-data")), behind(SampleFiles.png())))
                .isEmpty();
    }

    @Test
    void a_check_of_names_is_switched_off_like_the_others() {
        assertThat(DeepChecks.without(Set.of("elsewhere", "pdf"), Set.of("elsewhere")).off())
                .containsExactlyInAnyOrder("elsewhere", "pdf");
    }

    @Test
    void a_check_that_there_is_not_can_not_be_switched_off() {
        assertThatThrownBy(() -> DeepChecks.without(Set.of("trailing-dada")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'trailing-dada'")
                .hasMessageContaining("trailing-data");
    }

    @Test
    void a_check_that_can_not_follow_a_file_keeps_no_other_from_noticing() {
        // Given
        DeepChecks checks =
                DeepChecks.of(
                        check((_, found) -> found.add(FindingCode.POLYGLOT, "before")),
                        check((_, _) -> {
                            throw new IllegalStateException("lost");
                        }),
                        check((_, found) -> found.add(FindingCode.SCRIPT, "behind")));
        List<Finding> findings = new ArrayList<>();

        // When, Then
        assertThatThrownBy(() -> checks.look(content(new byte[1]), Detected.type("a/b"), findings))
                .hasMessage("lost");
        assertThat(findings)
                .containsExactly(
                        new Finding(FindingCode.POLYGLOT, "before"),
                        new Finding(FindingCode.SCRIPT, "behind"));
    }

    private static DeepCheck check(BiConsumer<Content, FindingSink> look) {
        return new DeepCheck() {
            @Override
            public String name() {
                return "of a test";
            }

            @Override
            public Set<FindingCode> finds() {
                return EnumSet.allOf(FindingCode.class);
            }

            @Override
            public boolean appliesTo(String type) {
                return true;
            }

            @Override
            public void look(Content content, Detected detected, FindingSink found) {
                look.accept(content, found);
            }
        };
    }

    private List<Finding> look(DeepChecks checks, byte[] bytes) {
        Content content = content(bytes);
        String type = names.canonical(new Detector().detect(content).type());
        List<Finding> findings = new ArrayList<>();
        checks.look(content, Detected.type(type), findings);
        return findings;
    }
}
