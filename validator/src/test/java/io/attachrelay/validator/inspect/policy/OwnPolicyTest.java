package io.attachrelay.validator.inspect.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.attachrelay.model.FindingCode;
import io.attachrelay.model.MediaKind;
import io.attachrelay.model.Origin;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** An operator's rows over those of the product. */
class OwnPolicyTest {

    private static final long MB = 1 << 20;
    private static final String FROM = "source: us, checked: 2026-11-26";
    private static final PolicyContext CONTEXT =
            new PolicyContext(Set.of("acme", "globex"), Set.of(FindingCode.TRAILING_DATA));

    @TempDir Path folder;

    @Test
    void without_rows_of_its_own_all_is_as_it_comes() {
        // When
        InspectionPolicy policy = load("");

        // Then
        assertThat(policy.effectiveRows("acme", "web"))
                .isEqualTo(InspectionPolicy.standard().effectiveRows(null, "web"));
    }

    @Test
    void a_row_counts_before_the_products() {
        // When
        InspectionPolicy policy =
                load("media: [{channel: web, kind: image, types: [image/jpg], max: 1 MB, %s}]");

        // Then
        ChannelRules web = policy.rules("acme", "web");
        assertThat(web.allows("image/jpeg", MediaKind.IMAGE, null)).isTrue();
        assertThat(web.allows("image/png", MediaKind.IMAGE, null)).isFalse();
        assertThat(web.limit("image/jpeg", MediaKind.IMAGE, null)).isEqualTo(MB);
        assertThat(web.allows("application/pdf", MediaKind.DOCUMENT, null)).isTrue();
        assertThat(policy.rules("acme", "apple").allows("image/png", MediaKind.IMAGE, null))
                .isTrue();
    }

    @Test
    void what_a_row_leaves_out_stays_as_it_was() {
        // When
        InspectionPolicy policy = load("media: [{channel: whatsapp, kind: image, max: 1 MB, %s}]");

        // Then
        ChannelRules whatsapp = policy.rules(null, "whatsapp");
        assertThat(whatsapp.limit("image/png", MediaKind.IMAGE, null)).isEqualTo(MB);
        assertThat(whatsapp.allows("image/png", MediaKind.IMAGE, null)).isTrue();
        assertThat(whatsapp.allows("image/gif", MediaKind.IMAGE, null)).isFalse();
        assertThat(whatsapp.limit("video/mp4", MediaKind.VIDEO, null)).isEqualTo(16 * MB);
    }

    @Test
    void a_row_for_all_channels_counts_before_the_products_row_for_one() {
        // When
        InspectionPolicy policy = load("media: [{channel: '*', types: [application/pdf], %s}]");

        // Then
        assertThat(policy.rules(null, "whatsapp").allows("image/png", MediaKind.IMAGE, null))
                .isFalse();
        assertThat(policy.rules(null, "line").allows("application/pdf", MediaKind.DOCUMENT, null))
                .isTrue();
    }

    @Test
    void a_row_for_all_files_counts_for_those_of_services_too() {
        // When
        InspectionPolicy policy = load("media: [{kind: image, types: [image/png], max: 1 MB, %s}]");

        // Then
        ChannelRules toSend = policy.rules(null, "web", Origin.SERVICE);
        assertThat(toSend.allows("image/heic", MediaKind.IMAGE, null)).isFalse();
        assertThat(toSend.limit("image/png", MediaKind.IMAGE, null)).isEqualTo(MB);
    }

    @Test
    void a_row_for_files_of_services_counts_for_them_alone() {
        // When
        InspectionPolicy policy =
                load("media: [{origin: service, kind: image, types: [image/bmp], %s}]");

        // Then
        ChannelRules toSend = policy.rules(null, "whatsapp", Origin.SERVICE);
        assertThat(toSend.allows("image/bmp", MediaKind.IMAGE, null)).isTrue();
        assertThat(toSend.allows("image/png", MediaKind.IMAGE, null)).isFalse();
        ChannelRules received = policy.rules(null, "whatsapp");
        assertThat(received.allows("image/bmp", MediaKind.IMAGE, null)).isFalse();
        assertThat(received.allows("image/png", MediaKind.IMAGE, null)).isTrue();
    }

    @Test
    void a_tenants_row_is_for_that_tenant_alone() {
        // When
        InspectionPolicy policy =
                load(
                        """
                        findings:
                          - {finding: pdf-javascript, action: accept, tenant: acme, %s}
                          - {finding: pdf-javascript, action: reject, %s}
                        """);

        // Then
        assertThat(action(policy, "acme", "web")).isEqualTo(PolicyAction.ACCEPT);
        assertThat(action(policy, "globex", "web")).isEqualTo(PolicyAction.REJECT);
        assertThat(action(policy, null, "web")).isEqualTo(PolicyAction.REJECT);
    }

    @Test
    void a_channels_row_counts_before_one_for_all_channels() {
        // When
        InspectionPolicy policy =
                load(
                        """
                        findings:
                          - {finding: pdf-javascript, action: reject, %s}
                          - {finding: pdf-javascript, action: accept, channel: web, %s}
                        """);

        // Then
        assertThat(action(policy, "acme", "web")).isEqualTo(PolicyAction.ACCEPT);
        assertThat(action(policy, "acme", "line")).isEqualTo(PolicyAction.REJECT);
    }

    @Test
    void new_types_names_and_channels_may_be_used_in_the_same_file() {
        // When
        InspectionPolicy policy =
                load(
                        """
                        types: [{type: application/x-cad, kind: document, extensions: [dwg], %s}]
                        aliases: [{alias: image/vnd.dwg, type: application/x-cad, %s}]
                        channels: [{channel: kiosk, %s}]
                        media: [{channel: kiosk, kind: document, types: [image/vnd.dwg], %s}]
                        """);

        // Then
        assertThat(policy.channels()).contains("kiosk", "web");
        assertThat(policy.names().canonical("image/vnd.dwg")).isEqualTo("application/x-cad");
        assertThat(
                        policy.rules(null, "kiosk")
                                .allows("application/x-cad", MediaKind.DOCUMENT, null))
                .isTrue();
        assertThat(policy.rules(null, "web").allows("application/x-cad", MediaKind.DOCUMENT, null))
                .isFalse();
    }

    @Test
    void what_can_be_stripped_may_be() {
        // When
        InspectionPolicy policy = load("findings: [{finding: trailing-data, action: strip, %s}]");

        // Then
        assertThat(policy.rules(null, "web").action(FindingCode.TRAILING_DATA))
                .isEqualTo(PolicyAction.STRIP);
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                arguments("media: [{channel: fax, max: 1 MB, %s}]", "media row 1: channel 'fax'"),
                arguments(
                        "media: [{channel: web, kind: hologram, max: 1 MB, %s}]",
                        "media row 1: kind 'hologram' is none of image"),
                arguments("media: [{max: 1M, %s}]", "media row 1: max '1M' is no size"),
                arguments("media: [{channel: web, %s}]", "row 1: says neither types nor max"),
                arguments(
                        "media: [{types: [image/nothing], %s}]",
                        "media row 1: types 'image/nothing' is a type without a row"),
                arguments(
                        "media: [{kind: video, types: [image/png], %s}]",
                        "types 'image/png' is of kind image"),
                arguments("media: [{types: image/png, %s}]", "row 1: types is no list"),
                arguments("media: [{tenant: initech, max: 1 MB, %s}]", "tenant 'initech'"),
                arguments(
                        "findings: [{finding: pdf-evil, action: accept, %s}]",
                        "findings row 1: finding 'pdf-evil' is none of type-mismatch"),
                arguments(
                        "findings: [{finding: polyglot, action: forgive, %s}]",
                        "findings row 1: action 'forgive' is none of accept, strip"),
                arguments(
                        "findings: [{finding: polyglot, action: strip, %s}]",
                        "findings row 1: action 'strip': nothing can strip polyglot"),
                arguments("findings: [{action: accept, %s}]", "row 1: finding is missing"),
                arguments(
                        "findings: [{finding: malware, action: reject, %s},"
                                + " {finding: malware, action: accept, %s}]",
                        "findings row 2: 'malware' has two rows for *"),
                arguments(
                        "findings: [{finding: malware, action: reject, why: x, %s}]",
                        "findings row 1: why is no field"),
                arguments(
                        "findings: [{finding: malware, action: reject, checked: 2026-11-26}]",
                        "findings row 1: source is missing"),
                arguments(
                        "findings: [{finding: malware, action: reject, source: hearsay,"
                                + " checked: yesterday}]",
                        "findings row 1: source 'hearsay' is none of the sources"),
                arguments(
                        "findings: [{finding: malware, action: reject, source: us,"
                                + " checked: yesterday}]",
                        "findings row 1: checked 'yesterday' is no date"),
                arguments(
                        "types: [{type: image/jpg, kind: image, %s}]",
                        "types row 1: 'image/jpg' is another name of image/jpeg"),
                arguments("channels: [{channel: web, %s}, {channel: web, %s}]", "'web' has two"),
                arguments("limits: []", "limits: is no section"),
                arguments("media: 7", "media: is no list of rows"),
                arguments("media: [7]", "media row 1: is no row"),
                arguments("media: []\nmedia: []", "line 3"),
                arguments("media: [", "line 2: while parsing a flow node; expected"),
                arguments("7", "has no sections"));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("mistakes")
    void a_mistake_is_named_with_its_file_row_and_value(String yaml, String named) {
        assertThatThrownBy(() -> load(yaml))
                .isInstanceOf(PolicyException.class)
                .hasMessageContaining("own.yaml")
                .hasMessageContaining(named);
    }

    @Test
    void all_mistakes_are_named_at_once() {
        assertThatThrownBy(() -> load("media: [{channel: fax, max: 1M, %s}, {}]"))
                .isInstanceOfSatisfying(
                        PolicyException.class, e -> assertThat(e.mistakes()).hasSizeGreaterThan(3));
    }

    @Test
    void a_file_that_is_not_there_is_a_mistake() {
        assertThatThrownBy(() ->
                        InspectionPolicy.load(Optional.of(folder.resolve("none.yaml")), CONTEXT))
                .isInstanceOf(PolicyException.class)
                .hasMessageContaining("none.yaml")
                .hasMessageContaining("no such file");
    }

    private static PolicyAction action(InspectionPolicy policy, String tenant, String channel) {
        return policy.rules(tenant, channel).action(FindingCode.PDF_JAVASCRIPT);
    }

    private InspectionPolicy load(String yaml) {
        try {
            String text = yaml.equals("7") ? yaml : "sources: {us: ourselves}\n" + yaml;
            Path file = folder.resolve("own.yaml");
            Files.writeString(file, text.replace("%s", FROM));
            return InspectionPolicy.load(Optional.of(file), CONTEXT);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
