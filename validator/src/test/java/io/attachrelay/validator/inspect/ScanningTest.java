package io.attachrelay.validator.inspect;

import static io.attachrelay.validator.inspect.TestBytes.cut;
import static io.attachrelay.validator.inspect.TestBytes.join;
import static io.attachrelay.validator.inspect.TestBytes.latin1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.attachrelay.deploy.testkit.clamd.ClamdProcess;
import io.attachrelay.deploy.testkit.clamd.Eicar;
import io.attachrelay.deploy.testkit.clamd.Signatures;
import io.attachrelay.deploy.testkit.sample.SampleFiles;
import io.attachrelay.media.store.DiskStore;
import io.attachrelay.media.store.ObjectKey;
import io.attachrelay.media.store.Quarantine.Place;
import io.attachrelay.media.store.Verdicts;
import io.attachrelay.model.Custody;
import io.attachrelay.model.Finding;
import io.attachrelay.model.FindingCode;
import io.attachrelay.model.JudgedAttachment;
import io.attachrelay.model.ReasonCode;
import io.attachrelay.model.Verdict;
import io.attachrelay.settings.AntivirusSettings;
import io.attachrelay.topic.RetryLaterException;
import io.attachrelay.validator.inspect.deep.DeepChecks;
import io.attachrelay.validator.inspect.policy.InspectionPolicy;
import io.attachrelay.validator.inspect.policy.PolicyContext;
import io.attachrelay.validator.inspect.scan.TestClamd;
import io.attachrelay.validator.inspect.strip.Strippers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Verdicts with a real clamd at hand, or out of reach. */
class ScanningTest {

    private static final Signatures SIGNATURES = Signatures.eicar(1);

    @TempDir Path folder;
    private ClamdProcess clamd;
    private DiskStore store;
    private Verdicts verdicts;
    private Instant now = Instant.parse("2026-11-26T12:00:00Z");

    @BeforeEach
    void start() {
        clamd = TestClamd.start(SIGNATURES);
        store = new DiskStore(folder.resolve("store"), Clock.systemUTC());
        verdicts = new Verdicts(store);
    }

    @AfterEach
    void stop() {
        if (clamd != null) {
            clamd.close();
        }
    }

    @Test
    void malware_is_rejected_and_belongs_in_quarantine_whatever_its_type() throws Exception {
        // Given
        byte[] picture = join(SampleFiles.png().bytes(), Eicar.bytes());

        // When
        JudgedAttachment judged = judge("a", picture);

        // Then
        assertThat(judged.verdict())
                .isInstanceOfSatisfying(
                        Verdict.Rejected.class,
                        rejected -> {
                            assertThat(rejected.reason()).isEqualTo(ReasonCode.MALWARE);
                            assertThat(rejected.detectedType()).isEqualTo("image/png");
                            assertThat(rejected.detail()).contains("Test.Eicar");
                        });
        assertThat(judged.custody()).isEqualTo(Custody.QUARANTINE);
        assertThat(judge("b", SampleFiles.png().bytes()).verdict().word()).isEqualTo("accepted");
    }

    @Test
    void a_damaged_file_is_scanned_as_well() throws Exception {
        // Given: a picture that ends too early
        byte[] damaged = join(cut(SampleFiles.jpeg().bytes(), 2), Eicar.bytes());

        // When
        JudgedAttachment judged = judge("a", damaged);

        // Then
        assertThat(judged.verdict()).isInstanceOf(Verdict.Unreadable.class);
        assertThat(judged.verdict().reasonCode()).isEqualTo(ReasonCode.MALWARE);
        assertThat(judged.custody()).isEqualTo(Custody.QUARANTINE);
    }

    @Test
    void what_hides_its_content_is_called_malware_where_the_antivirus_knows_it() throws Exception {
        // Given: an Office file under a password
        byte[] secret = TestBytes.ole2("EncryptedPackage", "x");
        assertThat(judge("a", secret).verdict().reasonCode()).isEqualTo(ReasonCode.ENCRYPTED_FILE);
        restart(SIGNATURES.at(2).knowingFile("Test.Secret", secret));

        // When
        JudgedAttachment judged = judge("b", secret);

        // Then
        assertThat(judged.verdict().reasonCode()).isEqualTo(ReasonCode.MALWARE);
        assertThat(judged.findings())
                .extracting(Finding::code)
                .containsExactlyInAnyOrder(FindingCode.ENCRYPTED, FindingCode.MALWARE);
    }

    @Test
    void a_clean_copy_is_scanned_as_well() throws Exception {
        // Given: the copy is known, the original is not
        byte[] picture = SampleFiles.png().bytes();
        restart(SIGNATURES.knowingFile("Test.Copy", picture));

        // When
        JudgedAttachment judged = judge("a", join(picture, latin1("more")));

        // Then
        assertThat(judged.verdict()).isInstanceOf(Verdict.Rejected.class);
        assertThat(judged.custody()).isEqualTo(Custody.QUARANTINE);
        var copy = new ObjectKey("acme", TestEvents.id("a").derived("clean"));
        assertThat(store.quarantine().placeOf(copy)).isEqualTo(Place.QUARANTINE);
        assertThat(verdicts.of(copy))
                .get()
                .extracting(judgedCopy -> judgedCopy.verdict().reasonCode())
                .isEqualTo(ReasonCode.MALWARE);
    }

    @Test
    void the_same_bytes_are_scanned_once_until_there_are_new_signatures() throws Exception {
        // Given
        byte[] picture = SampleFiles.png().bytes();
        judge("a", picture);

        // When: the same version knows it, as it never does, and then another one
        restart(SIGNATURES.knowingFile("Test.Late", picture));
        JudgedAttachment remembered = judge("b", picture);
        restart(SIGNATURES.at(2).knowingFile("Test.Late", picture));
        JudgedAttachment anew = judge("c", picture);
        restart(SIGNATURES.at(2));
        JudgedAttachment known = judge("d", picture);

        // Then
        assertThat(remembered.verdict().word()).isEqualTo("accepted");
        assertThat(anew.verdict().reasonCode()).isEqualTo(ReasonCode.MALWARE);
        assertThat(known.verdict().reasonCode()).isEqualTo(ReasonCode.MALWARE);
    }

    @Test
    void what_one_tenant_sent_is_scanned_for_another_one_again() throws Exception {
        // Given
        byte[] picture = SampleFiles.png().bytes();
        judge("a", picture);
        restart(SIGNATURES.knowingFile("Test.Late", picture));

        // When
        JudgedAttachment judged = judge("other", "a", picture, false);

        // Then
        assertThat(judged.verdict().reasonCode()).isEqualTo(ReasonCode.MALWARE);
    }

    @Test
    void signatures_without_a_version_are_asked_each_time() throws Exception {
        // Given
        byte[] picture = SampleFiles.png().bytes();
        restart(SIGNATURES.at(0));
        judge("a", picture);

        // When
        restart(SIGNATURES.at(0).knowingFile("Test.Late", picture));

        // Then
        assertThat(judge("b", picture).verdict().reasonCode()).isEqualTo(ReasonCode.MALWARE);
    }

    @Test
    void a_file_waits_for_an_antivirus_that_is_down() throws Exception {
        // Given
        byte[] picture = SampleFiles.png().bytes();
        clamd.kill();
        var inspection = inspection(InspectionPolicy.standard());

        // When
        assertThatThrownBy(() -> judge(inspection, "acme", "a", picture, false))
                .isInstanceOf(RetryLaterException.class)
                .hasMessageContaining("the antivirus could not be asked");
        now = now.plus(Duration.ofMinutes(4));
        assertThatThrownBy(() -> judge(inspection, "acme", "a", picture, false))
                .isInstanceOf(RetryLaterException.class);
        clamd.start(SIGNATURES);

        // Then
        assertThat(judge(inspection, "acme", "a", picture, false).verdict().word())
                .isEqualTo("accepted");
    }

    @Test
    void after_its_wait_it_is_unreadable_until_a_replay_asks_again() throws Exception {
        // Given
        byte[] picture = SampleFiles.png().bytes();
        clamd.kill();
        var inspection = inspection(InspectionPolicy.standard());
        assertThatThrownBy(() -> judge(inspection, "acme", "a", picture, false))
                .isInstanceOf(RetryLaterException.class);

        // When
        now = now.plus(Duration.ofMinutes(5));
        JudgedAttachment without = judge(inspection, "acme", "a", picture, false);
        clamd.start(SIGNATURES);

        // Then
        assertThat(without.verdict()).isInstanceOf(Verdict.Unreadable.class);
        assertThat(without.verdict().reasonCode()).isEqualTo(ReasonCode.SCAN_UNAVAILABLE);
        assertThat(judge(inspection, "acme", "a", picture, false)).isEqualTo(without);
        assertThat(judge(inspection, "acme", "a", picture, true).verdict().word())
                .isEqualTo("accepted");
    }

    @Test
    void each_file_has_a_wait_of_its_own() throws Exception {
        // Given
        clamd.kill();
        var inspection = inspection(InspectionPolicy.standard());
        assertThatThrownBy(() -> judge(inspection, "acme", "a", new byte[] {1}, false))
                .isInstanceOf(RetryLaterException.class);

        // When
        now = now.plus(Duration.ofMinutes(5));

        // Then
        assertThatThrownBy(() -> judge(inspection, "acme", "b", new byte[] {2}, false))
                .isInstanceOf(RetryLaterException.class);
    }

    @Test
    void a_policy_that_says_so_uses_what_could_not_be_scanned() throws Exception {
        // Given: more than clamd takes
        byte[] large = SampleFiles.jpeg().ofSize(ClamdProcess.MAX_BYTES + 1).bytes();
        Path rows =
                Files.writeString(
                        folder.resolve("own.yaml"),
                        """
                        sources: {us: ourselves}
                        findings:
                          - {finding: scan-unavailable, action: accept, source: us, checked: 2026-11-26}
                        """);

        // When
        JudgedAttachment strict = judge("a", large);
        JudgedAttachment lenient = judge(inspection(policy(rows)), "acme", "b", large, false);

        // Then
        assertThat(strict.verdict().reasonCode()).isEqualTo(ReasonCode.SCAN_UNAVAILABLE);
        assertThat(lenient.verdict().word()).isEqualTo("accepted");
        assertThat(lenient.findings())
                .extracting(Finding::code)
                .containsExactly(FindingCode.SCAN_UNAVAILABLE);
    }

    @Test
    void without_an_antivirus_nothing_is_scanned() throws Exception {
        // Given
        var scanning = new Scanning(AntivirusSettings.DEFAULT, store, Clock.systemUTC());
        byte[] malware = Eicar.bytes();

        // Then
        assertThat(
                        scanning.findings(
                                new ObjectKey("acme", TestEvents.id("a")),
                                TestEvents.keep(store, "acme", "a", malware, null)))
                .isEmpty();
    }

    private void restart(Signatures signatures) throws IOException {
        clamd.kill();
        clamd.start(signatures);
    }

    private JudgedAttachment judge(String name, byte[] bytes) throws Exception {
        return judge("acme", name, bytes, false);
    }

    private JudgedAttachment judge(String tenant, String name, byte[] bytes, boolean replayed)
            throws Exception {
        Path strip =
                Files.writeString(
                        folder.resolve("strip.yaml"),
                        """
                        sources: {us: ourselves}
                        findings:
                          - {finding: trailing-data, action: strip, source: us, checked: 2026-11-26}
                        """);
        return judge(inspection(policy(strip)), tenant, name, bytes, replayed);
    }

    private JudgedAttachment judge(
            Inspection inspection, String tenant, String name, byte[] bytes, boolean replayed)
            throws Exception {
        var kept = TestEvents.keep(store, tenant, name, bytes, null);
        return inspection.verdictOf(TestEvents.of(tenant, "web", kept), kept, replayed);
    }

    private static InspectionPolicy policy(Path rows) {
        return InspectionPolicy.load(
                Optional.of(rows), new PolicyContext(Set.of(), Strippers.strippable()));
    }

    private Inspection inspection(InspectionPolicy policy) {
        var judge =
                new ObjectJudge(
                        store,
                        verdicts,
                        new Appraiser(policy.names(), DeepChecks.all()),
                        TestNotes.nobody(folder),
                        new Scanning(TestClamd.settings(clamd), store, clock()),
                        new Judge(policy.names()));
        return new Inspection(store, verdicts, policy, judge, new Custodian(store, clock()));
    }

    private Clock clock() {
        return new Clock() {
            @Override
            public Instant instant() {
                return now;
            }

            @Override
            public ZoneOffset getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }
        };
    }
}
