package io.attachrelay.validator.inspect;

import static io.attachrelay.validator.inspect.TestBytes.join;
import static io.attachrelay.validator.inspect.TestBytes.latin1;
import static org.assertj.core.api.Assertions.assertThat;

import io.attachrelay.deploy.testkit.sample.SampleFile;
import io.attachrelay.deploy.testkit.sample.SampleFiles;
import io.attachrelay.media.store.DiskStore;
import io.attachrelay.media.store.ObjectIdentity;
import io.attachrelay.media.store.ObjectKey;
import io.attachrelay.media.store.StoredObject;
import io.attachrelay.media.store.Verdicts;
import io.attachrelay.model.FindingCode;
import io.attachrelay.model.JudgedAttachment;
import io.attachrelay.model.MediaId;
import io.attachrelay.model.Platform;
import io.attachrelay.model.ReasonCode;
import io.attachrelay.model.Sha256;
import io.attachrelay.model.StoredAttachment;
import io.attachrelay.model.Verdict;
import io.attachrelay.settings.AntivirusSettings;
import io.attachrelay.validator.inspect.deep.DeepChecks;
import io.attachrelay.validator.inspect.policy.InspectionPolicy;
import io.attachrelay.validator.inspect.policy.PolicyContext;
import io.attachrelay.validator.inspect.strip.Strippers;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A policy that wants what stands behind a picture's end stripped. */
class StrippingTest {

    private static final MediaId ID = MediaId.of("acme", Platform.GENESYS, "c", "m", "a");
    private static final ObjectKey KEY = new ObjectKey("acme", ID);

    @TempDir Path folder;
    private DiskStore store;
    private Verdicts verdicts;
    private Inspection inspection;

    @BeforeEach
    void open() throws Exception {
        Path rows =
                Files.writeString(
                        folder.resolve("policy.yaml"),
                        """
                        sources: {us: ourselves}
                        findings:
                          - {finding: trailing-data, action: strip, source: us, checked: 2026-11-26}
                        """);
        var policy =
                InspectionPolicy.load(
                        Optional.of(rows), new PolicyContext(Set.of(), Strippers.strippable()));
        store = new DiskStore(folder.resolve("store"), Clock.systemUTC());
        verdicts = new Verdicts(store);
        var judge =
                new ObjectJudge(
                        store,
                        verdicts,
                        new Appraiser(policy.names(), DeepChecks.all()),
                        TestNotes.nobody(folder),
                        new Scanning(AntivirusSettings.DEFAULT, store, Clock.systemUTC()),
                        new Judge(policy.names()));
        inspection =
                new Inspection(
                        store, verdicts, policy, judge, new Custodian(store, Clock.systemUTC()));
    }

    static Stream<SampleFile> pictures() {
        return Stream.of(
                SampleFiles.png(),
                SampleFiles.jpeg(),
                SampleFiles.gif(),
                SampleFiles.jpeg().ofSize(500_000));
    }

    @ParameterizedTest
    @MethodSource("pictures")
    void the_original_is_accepted_by_its_clean_copy(SampleFile picture) throws Exception {
        // Given
        var kept = keep(join(picture.bytes(), latin1("PK and more")));

        // When
        JudgedAttachment judged = judged("web", kept);

        // Then
        assertThat(judged.verdict()).isInstanceOf(Verdict.Accepted.class);
        assertThat(judged.cleanCopy()).isEqualTo(ID.derived("clean"));
        assertThat(judged.findings().getFirst().code()).isEqualTo(FindingCode.TRAILING_DATA);
        StoredObject copy = copy().orElseThrow();
        assertThat(copy.sha256()).isEqualTo(Sha256.of(picture.bytes()));
        assertThat(copy.identity().attachmentId()).isEqualTo("conversion:clean:" + ID);
        assertThat(copy.identity().messageId()).isEqualTo("m");
    }

    @Test
    void the_copy_has_a_verdict_of_its_own_and_is_what_is_used() throws Exception {
        // Given
        var kept = keep(join(SampleFiles.png().bytes(), latin1("more")));

        // When
        judged("web", kept);

        // Then
        JudgedAttachment used = verdicts.ofUsed(KEY).orElseThrow();
        assertThat(used.attachment().mediaId()).isEqualTo(ID.derived("clean"));
        assertThat(used.attachment().keptSha256()).isEqualTo(Sha256.of(SampleFiles.png().bytes()));
        assertThat(used.findings()).isEmpty();
        assertThat(verdicts.ofMessage("acme", ID))
                .extracting(judged -> judged.attachment().mediaId())
                .containsExactly(ID);
    }

    @Test
    void a_repeat_gives_the_same_verdict_and_makes_no_second_copy() throws Exception {
        // Given
        var kept = keep(join(SampleFiles.png().bytes(), latin1("more")));
        JudgedAttachment first = judged("web", kept);
        Files.delete(folder.resolve("store").resolve(KEY.path() + ".verdict"));
        StoredObject copy = copy().orElseThrow();

        // When
        JudgedAttachment again = judged("web", kept);

        // Then
        assertThat(again).isEqualTo(first);
        assertThat(copy()).contains(copy);
    }

    @Test
    void what_has_nothing_to_be_stripped_has_no_copy() throws Exception {
        // When
        JudgedAttachment judged = judged("web", keep(SampleFiles.png().bytes()));

        // Then
        assertThat(judged.verdict()).isInstanceOf(Verdict.Accepted.class);
        assertThat(judged.cleanCopy()).isNull();
        assertThat(copy()).isEmpty();
    }

    @Test
    void what_is_rejected_anyway_has_no_copy() throws Exception {
        // Given
        byte[] gif = join(SampleFiles.gif().bytes(), latin1("more"));

        // When
        JudgedAttachment judged = judged("whatsapp", keep(gif));

        // Then
        assertThat(judged.verdict().reasonCode()).isEqualTo(ReasonCode.TYPE_NOT_ALLOWED);
        assertThat(judged.cleanCopy()).isNull();
        assertThat(copy()).isEmpty();
    }

    @Test
    void a_picture_that_can_not_be_followed_is_rejected_for_what_it_carries() throws Exception {
        // Given: a large PNG whose first chunk claims to go beyond the file, though it ends well
        byte[] large = SampleFiles.png().ofSize(300_000).bytes();
        large[8] = 0x7f;
        byte[] png = join(large, join(SampleFiles.png().bytes(), latin1("more")));

        // When
        JudgedAttachment judged = judged("web", keep(png));

        // Then
        assertThat(judged.verdict())
                .isInstanceOfSatisfying(
                        Verdict.Rejected.class,
                        rejected -> {
                            assertThat(rejected.reason()).isEqualTo(ReasonCode.TRAILING_DATA);
                            assertThat(rejected.detail()).contains("no clean copy");
                        });
        assertThat(copy()).isEmpty();
    }

    private JudgedAttachment judged(String channel, StoredAttachment.Kept kept) throws Exception {
        return inspection.verdictOf(TestEvents.of("acme", channel, kept), kept, false);
    }

    private Optional<StoredObject> copy() {
        return store.find(new ObjectKey("acme", ID.derived("clean")));
    }

    private StoredAttachment.Kept keep(byte[] bytes) throws Exception {
        var identity = new ObjectIdentity("acme", "genesys", "c", "m", "a");
        store.put(KEY, identity, new ByteArrayInputStream(bytes), Long.MAX_VALUE);
        return new StoredAttachment.Kept(ID, null, null, null, bytes.length, Sha256.of(bytes));
    }
}
