package io.attachrelay.validator.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.attachrelay.deploy.testkit.sample.SampleFiles;
import io.attachrelay.media.store.DiskStore;
import io.attachrelay.media.store.KnownBytes;
import io.attachrelay.media.store.ObjectKey;
import io.attachrelay.media.store.Quarantine.Place;
import io.attachrelay.media.store.QuarantineNotes;
import io.attachrelay.media.store.StoreException;
import io.attachrelay.media.store.Verdicts;
import io.attachrelay.model.Custody;
import io.attachrelay.model.FindingCode;
import io.attachrelay.model.JudgedAttachment;
import io.attachrelay.model.MediaFacts;
import io.attachrelay.model.MediaKind;
import io.attachrelay.model.Sha256;
import io.attachrelay.model.Verdict;
import io.attachrelay.settings.AntivirusSettings;
import io.attachrelay.validator.inspect.deep.DeepChecks;
import io.attachrelay.validator.inspect.policy.InspectionPolicy;
import io.attachrelay.validator.inspect.policy.PolicyContext;
import io.attachrelay.validator.inspect.strip.Strippers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where bytes are after their verdict, and what holds when they appear again. */
class CustodyTest {

    private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");
    private static final byte[] PROGRAM = SampleFiles.windowsProgram().bytes();
    private static final byte[] PICTURE = SampleFiles.png().bytes();

    @TempDir Path folder;
    private DiskStore store;
    private Verdicts verdicts;
    private Inspection strict;

    @BeforeEach
    void open() {
        store = new DiskStore(folder.resolve("store"), Clock.systemUTC());
        verdicts = new Verdicts(store);
        strict = inspection(InspectionPolicy.standard());
    }

    @Test
    void what_belongs_in_quarantine_is_moved_there() throws Exception {
        // When
        JudgedAttachment judged = judge(strict, "acme", "a", PROGRAM, null);

        // Then
        assertThat(judged.custody()).isEqualTo(Custody.QUARANTINE);
        assertThat(store.quarantine().placeOf(key("a"))).isEqualTo(Place.QUARANTINE);
        assertThat(store.find(key("a"))).isPresent();
        assertThatThrownBy(() -> store.open(key("a"), 0, 1)).isInstanceOf(StoreException.class);
        assertThat(new QuarantineNotes(store).of(key("a")))
                .get()
                .isEqualTo(
                        new QuarantineNotes.Note(
                                TestEvents.of("acme", "web", judged.attachment()).message(),
                                TestEvents.of("acme", "web", judged.attachment()).dedupKey(),
                                NOW));
    }

    @Test
    void what_is_accepted_or_only_rejected_stays() throws Exception {
        // When
        judge(strict, "acme", "a", PICTURE, null);
        JudgedAttachment archive = judge(strict, "acme", "b", SampleFiles.zip().bytes(), null);

        // Then
        assertThat(archive.verdict().word()).isEqualTo("rejected");
        assertThat(store.quarantine().placeOf(key("a"))).isEqualTo(Place.STORE);
        assertThat(store.quarantine().placeOf(key("b"))).isEqualTo(Place.STORE);
    }

    @Test
    void the_same_bytes_are_quarantined_again_before_anybody_looks_into_them() throws Exception {
        // Given: rules by which they would be used now
        JudgedAttachment first = judge(strict, "acme", "a", PROGRAM, "setup.exe");
        Inspection lenient = inspection(programsAllowed());

        // When
        JudgedAttachment again = judge(lenient, "acme", "b", PROGRAM, null);

        // Then
        assertThat(again.verdict()).isEqualTo(first.verdict());
        assertThat(again.attachment().mediaId()).isEqualTo(TestEvents.id("b"));
        assertThat(store.quarantine().placeOf(key("b"))).isEqualTo(Place.QUARANTINE);
    }

    @Test
    void another_tenant_goes_by_its_own_rules() throws Exception {
        // Given
        judge(strict, "acme", "a", PROGRAM, null);

        // When
        JudgedAttachment other = judge(inspection(programsAllowed()), "globex", "a", PROGRAM, null);

        // Then
        assertThat(other.verdict()).isInstanceOf(Verdict.Accepted.class);
    }

    @Test
    void a_misleading_name_is_no_fault_of_the_bytes() throws Exception {
        // Given
        Inspection wary = inspection(policy("extension-mismatch", "quarantine"));
        JudgedAttachment named = judge(wary, "acme", "a", PICTURE, "photo.pdf");

        // When
        JudgedAttachment again = judge(wary, "acme", "b", PICTURE, "photo.png");

        // Then
        assertThat(named.custody()).isEqualTo(Custody.QUARANTINE);
        assertThat(store.quarantine().placeOf(key("a"))).isEqualTo(Place.QUARANTINE);
        assertThat(again.verdict()).isInstanceOf(Verdict.Accepted.class);
    }

    @Test
    void what_was_noticed_of_another_files_name_is_not_said_of_this_one() throws Exception {
        // Given
        JudgedAttachment first = judge(strict, "acme", "a", PROGRAM, "photo.png");

        // When
        JudgedAttachment again = judge(strict, "acme", "b", PROGRAM, null);

        // Then
        assertThat(first.findings())
                .extracting(f -> f.code())
                .contains(FindingCode.EXTENSION_MISMATCH, FindingCode.EXECUTABLE);
        assertThat(again.findings())
                .extracting(f -> f.code())
                .containsExactly(FindingCode.EXECUTABLE);
    }

    @Test
    void a_move_that_was_cut_short_is_finished_when_the_record_comes_again() throws Exception {
        // Given: a verdict that stands, and no more
        var kept = TestEvents.keep(store, "acme", "a", PROGRAM, null);
        var rejected =
                new JudgedAttachment(
                        kept,
                        judge(strict, "acme", "other", PROGRAM, null).verdict(),
                        List.of(),
                        Custody.QUARANTINE,
                        null);
        verdicts.settle(key("a"), rejected);

        // When
        strict.verdictOf(TestEvents.of("acme", "web", kept), kept, false);

        // Then
        assertThat(store.quarantine().placeOf(key("a"))).isEqualTo(Place.QUARANTINE);
    }

    @Test
    void bytes_that_an_operator_released_are_used_wherever_they_appear() throws Exception {
        // Given: two that are in quarantine, and the bytes released
        JudgedAttachment first = judge(strict, "acme", "a", PROGRAM, null);
        judge(strict, "acme", "b", PROGRAM, null);
        var released =
                new JudgedAttachment(
                        first.attachment(),
                        new Verdict.Accepted(
                                "application/octet-stream", MediaKind.DOCUMENT, MediaFacts.NONE),
                        first.findings(),
                        Custody.RELEASED,
                        null);
        new KnownBytes(store).overwrite("acme", Sha256.of(PROGRAM), released);

        // When: another one, and one of the two once more
        JudgedAttachment another = judge(strict, "acme", "c", PROGRAM, null);
        JudgedAttachment again = judge(strict, "acme", "b", PROGRAM, null);

        // Then
        assertThat(another.verdict()).isEqualTo(released.verdict());
        assertThat(another.custody()).isEqualTo(Custody.RELEASED);
        assertThat(store.quarantine().placeOf(key("c"))).isEqualTo(Place.STORE);
        assertThat(again.custody()).isEqualTo(Custody.RELEASED);
        assertThat(verdicts.of(key("b"))).contains(again);
        assertThat(store.quarantine().placeOf(key("b"))).isEqualTo(Place.STORE);
    }

    private InspectionPolicy programsAllowed() throws IOException {
        return policy(
                """
                types:
                  - {type: application/vnd.microsoft.portable-executable, kind: document,
                     extensions: [exe], source: us, checked: 2026-11-26}
                media:
                  - {channel: web, kind: document, source: us, checked: 2026-11-26,
                     types: [application/vnd.microsoft.portable-executable]}
                findings:
                  - {finding: executable, action: accept, source: us, checked: 2026-11-26}
                """);
    }

    private InspectionPolicy policy(String finding, String action) throws IOException {
        return policy(
                """
                findings:
                  - {finding: %s, action: %s, source: us, checked: 2026-11-26}
                """
                        .formatted(finding, action));
    }

    private InspectionPolicy policy(String rows) throws IOException {
        Path own = folder.resolve("own.yaml");
        Files.writeString(own, "sources: {us: ourselves}\n" + rows);
        return InspectionPolicy.load(
                Optional.of(own), new PolicyContext(Set.of(), Strippers.strippable()));
    }

    private Inspection inspection(InspectionPolicy policy) {
        Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
        var judge =
                new ObjectJudge(
                        store,
                        verdicts,
                        new Appraiser(policy.names(), DeepChecks.all()),
                        TestNotes.nobody(folder),
                        new Scanning(AntivirusSettings.DEFAULT, store, clock),
                        new Judge(policy.names()));
        return new Inspection(store, verdicts, policy, judge, new Custodian(store, clock));
    }

    private JudgedAttachment judge(
            Inspection inspection,
            String tenant,
            String name,
            byte[] bytes,
            @Nullable String fileName)
            throws Exception {
        var kept = TestEvents.keep(store, tenant, name, bytes, fileName);
        return inspection.verdictOf(TestEvents.of(tenant, "web", kept), kept, false);
    }

    private static ObjectKey key(String name) {
        return new ObjectKey("acme", TestEvents.id(name));
    }
}
