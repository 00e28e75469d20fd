package io.attachrelay.validator.inspect.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.attachrelay.deploy.testkit.clamd.ClamdProcess;
import io.attachrelay.deploy.testkit.clamd.Eicar;
import io.attachrelay.deploy.testkit.clamd.Signatures;
import io.attachrelay.deploy.testkit.fault.Fault;
import io.attachrelay.deploy.testkit.fault.FaultProxy;
import io.attachrelay.deploy.testkit.sample.SampleFiles;
import io.attachrelay.media.store.StoreException;
import io.attachrelay.model.Finding;
import io.attachrelay.model.FindingCode;
import io.attachrelay.settings.AntivirusAddress;
import io.attachrelay.settings.AntivirusSettings;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The client against a real clamd, which is also stopped, killed and started anew. */
class ClamdTest {

    private static final Duration SHORT = Duration.ofMillis(300);
    private static final byte[] ODD = {1, 7, 5, 3, 2, 1, 1, 9, 8, 4};

    private ClamdProcess process;

    @BeforeEach
    void start() {
        process = TestClamd.start(Signatures.eicar(27).knowingFile("Test.Odd", ODD));
    }

    @AfterEach
    void stop() {
        if (process != null) {
            process.close();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void it_tells_malware_from_other_files(boolean unix) throws Exception {
        // Given
        Clamd clamd = clamd(unix ? TestClamd.settings(process) : TestClamd.byPort(process.port()));

        // Then
        assertThat(scan(clamd, SampleFiles.png().bytes())).isEqualTo(new ScanResult.Clean());
        assertThat(scan(clamd, new byte[0])).isEqualTo(new ScanResult.Clean());
        assertThat(scan(clamd, Eicar.bytes())).isEqualTo(known("Test.Eicar"));
        assertThat(scan(clamd, ODD)).isEqualTo(known("Test.Odd"));
        assertThat(scan(clamd, zipped(Eicar.bytes()))).isEqualTo(known("Test.Eicar"));
    }

    @Test
    void the_version_is_that_of_program_and_signatures() throws Exception {
        try (ClamdSession session = clamd(TestClamd.settings(process)).open()) {
            assertThat(session.version()).matches("ClamAV [0-9.]+/27/.*");
        }
    }

    @Test
    void a_file_of_several_chunks_is_scanned_to_its_end() throws Exception {
        // Given
        byte[] large = new byte[1 << 20];
        byte[] malware = Eicar.bytes();
        System.arraycopy(malware, 0, large, large.length - malware.length, malware.length);

        // Then
        assertThat(scan(clamd(TestClamd.settings(process)), large)).isEqualTo(known("Test.Eicar"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_file_that_is_larger_than_it_takes_is_not_scanned_and_says_so(boolean unix)
            throws Exception {
        // Given
        Clamd clamd = clamd(unix ? TestClamd.settings(process) : TestClamd.byPort(process.port()));

        // When
        ScanResult result = scan(clamd, new byte[4 * ClamdProcess.MAX_BYTES]);

        // Then
        assertThat(result.findings())
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.code()).isEqualTo(FindingCode.SCAN_UNAVAILABLE);
                    assertThat(finding.detail()).contains("larger", "StreamMaxLength");
                });
    }

    @Test
    void what_it_takes_and_does_not_scan_to_the_end_is_no_clean_file() throws Exception {
        // When: more than its MaxFileSize
        ScanResult result = scan(clamd(TestClamd.settings(process)), new byte[3 << 20]);

        // Then
        assertThat(result.findings())
                .extracting(Finding::code)
                .containsExactly(FindingCode.SCAN_UNAVAILABLE);
    }

    @Test
    void one_that_is_killed_under_a_file_says_nothing_of_it() throws Exception {
        // Given
        Clamd clamd = clamd(TestClamd.settings(process));
        InputStream killing = then(new byte[200_000], process::kill);

        // Then
        assertThatThrownBy(() -> scan(clamd, killing, 200_000))
                .isInstanceOf(ScannerException.class);
    }

    @Test
    void one_that_hangs_under_a_file_says_nothing_of_it() throws Exception {
        // Given
        Clamd clamd = clamd(patient(Duration.ofSeconds(20), SHORT));
        InputStream pausing = then(new byte[200_000], () -> pause(process));

        // Then
        assertThatThrownBy(() -> scan(clamd, pausing, 200_000))
                .isInstanceOf(ScannerException.class)
                .hasMessageContaining("silent for 300 ms");
    }

    @Test
    void one_that_hangs_from_the_first_is_noticed_soon_and_used_again_later() throws Exception {
        // Given
        process.pause();
        Clamd impatient = clamd(patient(SHORT, Duration.ofMinutes(2)));

        // When
        assertThatThrownBy(impatient::open)
                .isInstanceOf(ScannerException.class)
                .hasMessageContaining("silent for 300 ms");
        process.resume();

        // Then
        assertThat(scan(clamd(TestClamd.settings(process)), Eicar.bytes()))
                .isEqualTo(known("Test.Eicar"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void one_that_is_down_is_no_scanner_until_it_is_back(boolean unix) throws Exception {
        // Given
        Clamd clamd = clamd(unix ? TestClamd.settings(process) : TestClamd.byPort(process.port()));
        process.kill();

        // When: more often than it has connections
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(clamd::open).isInstanceOf(ScannerException.class);
        }
        process.start(Signatures.eicar(28));

        // Then
        assertThat(scan(clamd, Eicar.bytes())).isEqualTo(known("Test.Eicar"));
    }

    @Test
    void no_socket_and_no_host_are_no_scanner() {
        var nowhere = new AntivirusAddress.Unix(Path.of("/nowhere/clamd.sock"));
        var nobody = new AntivirusAddress.Tcp("clamd.invalid", 3310);

        assertThatThrownBy(() -> clamd(settings(nowhere)).open())
                .isInstanceOf(ScannerException.class)
                .hasMessageContaining("unix:/nowhere/clamd.sock");
        assertThatThrownBy(() -> clamd(settings(nobody)).open())
                .isInstanceOf(ScannerException.class)
                .hasMessageContaining("no host is called clamd.invalid");
    }

    @Test
    void a_connection_that_is_cut_is_no_clean_file() throws Exception {
        try (FaultProxy proxy = FaultProxy.to("127.0.0.1", process.port())) {
            // Given
            Clamd clamd = clamd(TestClamd.byPort(proxy.port()));
            proxy.inject(new Fault.CutAfter(100_000));

            // Then
            assertThatThrownBy(() -> scan(clamd, new byte[500_000]))
                    .isInstanceOf(ScannerException.class);
        }
    }

    @Test
    void a_store_that_fails_under_a_file_is_no_fault_of_the_antivirus() {
        // Given
        Clamd clamd = clamd(TestClamd.settings(process));
        InputStream failing = then(new byte[100_000], ClamdTest::fail);

        // Then
        assertThatThrownBy(() -> scan(clamd, failing, 100_000)).isInstanceOf(StoreException.class);
    }

    @Test
    void a_file_that_ends_early_is_no_clean_file() {
        // Given
        Clamd clamd = clamd(TestClamd.settings(process));

        // Then
        assertThatThrownBy(() -> scan(clamd, new ByteArrayInputStream(new byte[10]), 11))
                .isInstanceOf(StoreException.class);
    }

    @Test
    void no_more_files_are_scanned_at_a_time_than_there_are_connections() throws Exception {
        // Given: two connections, both taken
        Clamd clamd = clamd(TestClamd.settings(process));
        var begun = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor();
                ClamdSession _ = clamd.open()) {
            ClamdSession second = clamd.open();

            // When
            var third =
                    threads.submit(() -> {
                        begun.countDown();
                        return scan(clamd, Eicar.bytes());
                    });
            begun.await();
            boolean early = third.isDone();
            second.close();

            // Then
            assertThat(early).isFalse();
            assertThat(third.get(60, TimeUnit.SECONDS)).isEqualTo(known("Test.Eicar"));
        }
    }

    private static ScanResult known(String name) {
        return new ScanResult.Known(name + ".UNOFFICIAL");
    }

    private static Clamd clamd(AntivirusSettings settings) {
        return Clamd.of(settings).orElseThrow();
    }

    private static AntivirusSettings settings(AntivirusAddress address) {
        return TestClamd.settings(address, Duration.ofSeconds(20), Duration.ofSeconds(20));
    }

    private AntivirusSettings patient(Duration connect, Duration silence) {
        return TestClamd.settings(
                new AntivirusAddress.Unix(process.unixSocket()), connect, silence);
    }

    private static ScanResult scan(Clamd clamd, byte[] bytes) throws ScannerException {
        return scan(clamd, new ByteArrayInputStream(bytes), bytes.length);
    }

    private static ScanResult scan(Clamd clamd, InputStream bytes, long size)
            throws ScannerException {
        try (ClamdSession session = clamd.open()) {
            return session.scan(bytes, size);
        }
    }

    /** The bytes, half of them after something happened. */
    private static InputStream then(byte[] bytes, Happening happening) {
        int half = bytes.length / 2;
        InputStream first = new ByteArrayInputStream(bytes, 0, half);
        InputStream second =
                new InputStream() {
                    private final InputStream rest =
                            new ByteArrayInputStream(bytes, half, bytes.length - half);
                    private boolean happened;

                    @Override
                    public int read() throws IOException {
                        byte[] one = new byte[1];
                        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
                    }

                    @Override
                    public int read(byte[] into, int offset, int length) throws IOException {
                        if (!happened) {
                            happened = true;
                            happening.happen();
                        }
                        return rest.read(into, offset, length);
                    }
                };
        return new SequenceInputStream(first, second);
    }

    private interface Happening {
        void happen() throws IOException;
    }

    private static void pause(ClamdProcess process) throws IOException {
        process.pause();
    }

    private static void fail() throws IOException {
        throw new IOException("the disk is gone");
    }

    private static byte[] zipped(byte[] bytes) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("a.txt"));
            zip.write(bytes);
        }
        return out.toByteArray();
    }
}
