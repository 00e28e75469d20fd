package io.attachrelay.validator.inspect;

import static io.attachrelay.validator.inspect.TestBytes.content;
import static io.attachrelay.validator.inspect.TestBytes.cut;
import static io.attachrelay.validator.inspect.TestBytes.latin1;
import static io.attachrelay.validator.inspect.TestBytes.ole2;
import static java.time.Duration.ofMinutes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.attachrelay.deploy.testkit.sample.SampleFiles;
import io.attachrelay.media.store.StoreException;
import io.attachrelay.model.Custody;
import io.attachrelay.model.Finding;
import io.attachrelay.model.FindingCode;
import io.attachrelay.model.JudgedAttachment;
import io.attachrelay.model.MediaFacts;
import io.attachrelay.model.MediaId;
import io.attachrelay.model.MediaKind;
import io.attachrelay.model.Platform;
import io.attachrelay.model.ReasonCode;
import io.attachrelay.model.Sha256;
import io.attachrelay.model.StoredAttachment;
import io.attachrelay.model.Verdict;
import io.attachrelay.validator.inspect.claim.Claims;
import io.attachrelay.validator.inspect.deep.DeepChecks;
import io.attachrelay.validator.inspect.detect.Content;
import io.attachrelay.validator.inspect.policy.InspectionPolicy;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class JudgeTest {

    private static final int MB = 1 << 20;
    private static final MediaId ID = MediaId.of("acme", Platform.GENESYS, "c", "m", "a");

    private final InspectionPolicy policy = InspectionPolicy.standard();
    private final Appraiser appraiser = new Appraiser(policy.names(), DeepChecks.all());
    private final Judge judge = new Judge(policy.names());

    static Stream<Arguments> pictures() {
        return Stream.of(
                arguments("image/png", SampleFiles.png().bytes()),
                arguments("image/jpeg", SampleFiles.jpeg().ofSize(200_000).bytes()),
                arguments("image/gif", SampleFiles.gif().bytes()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("pictures")
    void a_picture_is_accepted_with_its_width_and_height(String type, byte[] bytes) {
        assertThat(verdict(bytes))
                .isEqualTo(
                        new Verdict.Accepted(
                                type, MediaKind.IMAGE, new MediaFacts(null, 16, 16, null, null)));
    }

    @Test
    void a_voice_message_is_accepted_with_its_codec_and_duration() {
        assertThat(verdict(SampleFiles.ogg().bytes()))
                .isEqualTo(
                        new Verdict.Accepted(
                                "audio/ogg",
                                MediaKind.AUDIO,
                                new MediaFacts(null, null, null, 20L, "opus")));
    }

    @Test
    void a_file_without_bytes_is_unreadable() {
        assertThat(verdict(new byte[0]).reasonCode()).isEqualTo(ReasonCode.EMPTY_FILE);
    }

    @Test
    void a_small_file_that_names_far_sectors_costs_no_time() {
        // Given a sector that names itself, found behind 132,000 parts of a list that are one
        int far = Integer.MAX_VALUE - 7;
        var file = ByteBuffer.allocate(3 * 512).order(ByteOrder.LITTLE_ENDIAN);
        file.put(ole2("WordDocument", "x"), 0, 512).putInt(48, far).putInt(68, 0);
        for (int at = 0; at < 512; at += Integer.BYTES) {
            file.putInt(512 + at, 1).putInt(1024 + at, far);
        }
        file.putInt(1020, 0);

        // When
        Verdict verdict = assertTimeoutPreemptively(ofMinutes(1), () -> verdict(file.array()));

        // Then
        assertThat(verdict.reasonCode()).isEqualTo(ReasonCode.DAMAGED_FILE);
    }

    static Stream<Arguments> cutOff() {
        return Stream.of(
                arguments("image/png", cut(SampleFiles.png().bytes(), 12)),
                arguments("image/jpeg", cut(SampleFiles.jpeg().bytes(), 2)),
                arguments("image/jpeg", cut(SampleFiles.jpeg().bytes(), 300)),
                arguments("image/gif", cut(SampleFiles.gif().bytes(), 1)),
                arguments("application/pdf", cut(SampleFiles.pdf().bytes(), 10)),
                arguments("application/zip", cut(SampleFiles.docx().bytes(), 30)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cutOff")
    void a_file_that_is_cut_off_is_damaged(String type, byte[] bytes) {
        assertThat(verdict(bytes))
                .isInstanceOfSatisfying(
                        Verdict.Unreadable.class,
                        unreadable -> {
                            assertThat(unreadable.reason()).isEqualTo(ReasonCode.DAMAGED_FILE);
                            assertThat(unreadable.detectedType()).isEqualTo(type);
                        });
    }

    @Test
    void a_thumbnails_end_is_not_the_pictures() {
        // Given
        byte[] thumbnail = latin1("\u00ff\u00e1\u0000\u0006\u00ff\u00d8\u00ff\u00d9");
        byte[] scan = latin1("\u00ff\u00da\u0000\u0002abcdef");
        byte[] picture = TestBytes.join(latin1("\u00ff\u00d8"), TestBytes.join(thumbnail, scan));

        // When, Then
        assertThat(verdict(picture).reasonCode()).isEqualTo(ReasonCode.DAMAGED_FILE);
        assertThat(verdict(TestBytes.join(picture, latin1("\u00ff\u00d9"))).reasonCode()).isNull();
    }

    @Test
    void bytes_behind_the_end_are_no_damage() {
        assertThat(verdict(TestBytes.join(SampleFiles.png().bytes(), new byte[1_000])).reasonCode())
                .isNull();
    }

    @Test
    void a_parser_that_fails_costs_one_verdict() {
        // Given
        byte[] zip = SampleFiles.zip().bytes();
        int directory = zip.length - 22 + 16;
        zip[directory] ^= 0x55;
        zip[directory - 4] ^= 0x55;

        // When, Then
        assertThat(verdict(zip))
                .isEqualTo(
                        new Verdict.Unreadable(
                                null, ReasonCode.DAMAGED_FILE, "the file can't be understood"));
    }

    @Test
    void a_store_that_fails_is_no_verdict() {
        // Given
        var down =
                new Content(
                        10,
                        (_, _) -> {
                            throw new StoreException("down");
                        });

        // When, Then
        assertThatThrownBy(() -> appraiser.appraise(down, new Claims(null, null, null)))
                .isInstanceOf(StoreException.class);
    }

    @Test
    void a_program_named_like_a_picture_is_rejected_by_its_bytes() {
        // When
        JudgedAttachment judged =
                judge(SampleFiles.windowsProgram().bytes(), "image/png", "photo.png");

        // Then
        String type = "application/vnd.microsoft.portable-executable";
        assertThat(judged.verdict())
                .isEqualTo(
                        new Verdict.Rejected(
                                type, null, ReasonCode.TYPE_NOT_ALLOWED, type + " is not allowed"));
        assertThat(codes(judged))
                .containsExactly(
                        FindingCode.TYPE_MISMATCH,
                        FindingCode.EXTENSION_MISMATCH,
                        FindingCode.EXECUTABLE);
    }

    @Test
    void a_file_that_is_not_accepted_goes_to_quarantine_if_what_it_hides_does() {
        assertThat(judge(SampleFiles.windowsProgram().bytes(), null, null).custody())
                .isEqualTo(Custody.QUARANTINE);
        assertThat(judge(SampleFiles.zip().bytes(), null, null).custody()).isEqualTo(Custody.STORE);
        assertThat(judge(SampleFiles.png().bytes(), null, null).custody()).isEqualTo(Custody.STORE);
    }

    @Test
    void a_damaged_file_goes_to_quarantine_if_what_was_seen_of_it_does() {
        // Given a template from elsewhere and, behind it, a part that is no XML
        byte[] letter =
                TestBytes.zip(
                        "[Content_Types].xml\n<Types><Override PartName=\"/a.xml\" ContentType="
                                + "\"application/vnd.openxmlformats-officedocument"
                                + ".wordprocessingml.document.main+xml\"/></Types>",
                        "_rels/.rels\n<Relationships><Relationship Type='x/attachedTemplate'"
                                + " Target='http://a.example/t' TargetMode='External'/>"
                                + "</Relationships>",
                        "a.xml\n<broken");

        // When
        JudgedAttachment judged = judge(letter, null, null);

        // Then
        assertThat(judged.verdict().reasonCode()).isEqualTo(ReasonCode.DAMAGED_FILE);
        assertThat(codes(judged)).containsExactly(FindingCode.OFFICE_EXTERNAL_TEMPLATE);
        assertThat(judged.custody()).isEqualTo(Custody.QUARANTINE);
    }

    @Test
    void what_can_not_be_looked_into_is_unreadable_and_not_merely_of_a_wrong_type() {
        assertThat(verdict(TestBytes.ole2("EncryptedPackage", "x")))
                .isInstanceOfSatisfying(
                        Verdict.Unreadable.class,
                        unreadable ->
                                assertThat(unreadable.reason())
                                        .isEqualTo(ReasonCode.ENCRYPTED_FILE));
    }

    @Test
    void of_several_findings_the_gravest_is_the_reason() {
        // Given
        var picture = new Examination.Understood("image/png", MediaFacts.NONE, List.of());
        List<Finding> findings =
                List.of(
                        Finding.of(FindingCode.TYPE_MISMATCH),
                        Finding.of(FindingCode.POLYGLOT),
                        new Finding(FindingCode.MALWARE, "Eicar"),
                        Finding.of(FindingCode.ZIP_NESTING));

        // When
        var ruling = judge.rule(new Appraisal(picture, findings, 10), policy.rules(null, "web"));

        // Then
        assertThat(ruling)
                .isEqualTo(
                        new Ruling.Final(
                                new Verdict.Rejected(
                                        "image/png",
                                        MediaKind.IMAGE,
                                        ReasonCode.MALWARE,
                                        "malware: Eicar"),
                                Custody.QUARANTINE));
    }

    @Test
    void an_archive_named_like_a_document_is_rejected() {
        assertThat(judge(SampleFiles.zip().bytes(), null, "letter.docx").verdict().reasonCode())
                .isEqualTo(ReasonCode.TYPE_NOT_ALLOWED);
    }

    static Stream<Arguments> limits() {
        return Stream.of(
                arguments("web", 25, SampleFiles.jpeg().mimeType()),
                arguments("whatsapp", 5, SampleFiles.jpeg().mimeType()),
                arguments("viber", 1, SampleFiles.jpeg().mimeType()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("limits")
    void exactly_the_limit_passes_and_one_byte_more_does_not(
            String channel, int megabytes, String type) {
        // Given
        byte[] whole = SampleFiles.jpeg().ofSize((long) megabytes * MB).bytes();
        byte[] more = SampleFiles.jpeg().ofSize((long) megabytes * MB + 1).bytes();

        // When
        Verdict passes = judge(whole, null, null, null, channel).verdict();
        Verdict fails = judge(more, null, null, null, channel).verdict();

        // Then
        assertThat(passes).isInstanceOf(Verdict.Accepted.class);
        assertThat(fails)
                .isEqualTo(
                        new Verdict.Rejected(
                                type,
                                MediaKind.IMAGE,
                                ReasonCode.TOO_LARGE,
                                "image on %s may have %d MB, this one has %d bytes"
                                        .formatted(channel, megabytes, more.length)));
    }

    @Test
    void what_the_platform_claimed_rightly_is_no_finding() {
        assertThat(findings(SampleFiles.jpeg().bytes(), "IMAGE/JPG; q=1", "Photo.JPEG")).isEmpty();
        assertThat(findings(SampleFiles.jpeg().bytes(), "application/octet-stream", "photo"))
                .isEmpty();
        assertThat(findings(SampleFiles.jpeg().bytes(), null, null)).isEmpty();
    }

    @Test
    void what_the_platform_claimed_wrongly_is_a_finding() {
        // Given
        byte[] bytes = SampleFiles.pdf().bytes();

        // When
        JudgedAttachment judged = judge(bytes, "image/png", "a.png", 1L, "web");

        // Then
        assertThat(judged.verdict()).isInstanceOf(Verdict.Accepted.class);
        assertThat(codes(judged))
                .containsExactly(
                        FindingCode.TYPE_MISMATCH,
                        FindingCode.SIZE_MISMATCH,
                        FindingCode.EXTENSION_MISMATCH);
    }

    private List<FindingCode> findings(byte[] bytes, String type, String name) {
        return codes(judge(bytes, type, name));
    }

    private Verdict verdict(byte[] bytes) {
        return judge(bytes, null, null).verdict();
    }

    private JudgedAttachment judge(byte[] bytes, String type, String name) {
        return judge(bytes, type, name, null, "web");
    }

    private JudgedAttachment judge(
            byte[] bytes, String type, String name, Long declaredBytes, String channel) {
        Appraisal appraisal =
                appraiser.appraise(content(bytes), new Claims(type, name, declaredBytes));
        var ruling = (Ruling.Final) judge.rule(appraisal, policy.rules(null, channel));
        return new JudgedAttachment(
                kept(bytes), ruling.verdict(), appraisal.findings(), ruling.custody(), null);
    }

    private static List<FindingCode> codes(JudgedAttachment judged) {
        return judged.findings().stream().map(Finding::code).toList();
    }

    private static StoredAttachment.Kept kept(byte[] bytes) {
        return new StoredAttachment.Kept(ID, null, null, null, bytes.length, Sha256.of(bytes));
    }
}
