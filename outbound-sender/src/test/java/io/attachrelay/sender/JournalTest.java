package io.attachrelay.sender;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.attachrelay.media.store.DiskStore;
import io.attachrelay.media.store.SidecarKey;
import io.attachrelay.media.store.SidecarStore;
import io.attachrelay.media.store.StoreException;
import io.attachrelay.model.OutboundCommand;
import io.attachrelay.model.ReasonCode;
import io.attachrelay.model.Sha256;
import io.attachrelay.topic.RetryLaterException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class JournalTest {

    private static final Instant NOW = Instant.parse("2026-01-01T10:00:00.123456789Z");
    private static final OutboundCommand COMMAND = Commands.genesys("c-1").build();
    private static final SidecarKey KEY = SidecarKey.hashed("acme", "commands", "c-1");
    private static final Sha256 PRINT = Sha256.of(new byte[] {1});
    private static final Progress.Upload UPLOAD =
            new Progress.Upload("media-1", "a.pdf", "application/pdf", PRINT);
    private static final Progress.Upload CONVERTED =
            new Progress.Upload("media-1", "a.pdf", "application/pdf", PRINT, "application/pdf");
    private static final Progress.Open OPEN = Progress.Open.NEW;
    private static final Progress.Sending SENDING = OPEN.uploaded(UPLOAD, NOW).sending(NOW, "one");
    private static final Progress.NotSent NOT_SENT =
            OPEN.failed(ReasonCode.EXPIRED, "too late", NOW);
    private static final Progress.Finished SENT =
            SENDING.sent(Results.sent(COMMAND, SENDING, "m-1", NOW));

    @TempDir Path dir;
    private FailingStore store;
    private Journal journal;

    @BeforeEach
    void open() {
        store = new FailingStore(new DiskStore(dir, Clock.systemUTC()));
        journal = new Journal(store);
    }

    static Stream<Progress> states() {
        return Stream.of(
                OPEN.waiting(NOW),
                OPEN.taken(NOW).failing(NOW).uploaded(UPLOAD, NOW),
                SENDING.again(),
                OPEN.converting(NOW).uploaded(CONVERTED, NOW),
                OPEN.converterBusy(Duration.ofSeconds(1), NOW),
                OPEN.substituted(new Progress.Substitute("look there", "text/uri-list", NOW)),
                SENDING,
                NOT_SENT,
                OPEN.uploaded(CONVERTED, NOW).failed(ReasonCode.EXPIRED, "too late", NOW),
                NOT_SENT.told(Results.notSent(COMMAND, NOT_SENT, "sorry")),
                SENT);
    }

    @ParameterizedTest
    @MethodSource("states")
    void every_state_is_found_again_by_another_process(Progress progress) throws Exception {
        // When
        settle(journal, progress);

        // Then
        assertThat(read(new Journal(store))).isEqualTo(progress);
    }

    @Test
    void a_link_that_an_earlier_version_has_journalled_is_found_again() throws Exception {
        // Given
        String page =
                """
                {"commandId": "c-1", "fingerprint": "%s", "progress": {"state": "open",
                 "substitute": {"text": "look there", "mediaType": "text/uri-list"}}}
                """
                        .formatted(PRINT.hex());
        store.create(KEY, page.getBytes(UTF_8));

        // When
        Progress read = read(journal);

        // Then
        assertThat(read)
                .isEqualTo(
                        OPEN.substituted(new Progress.Substitute("look there", "text/uri-list")));
    }

    @Test
    void a_refusal_that_an_earlier_version_has_journalled_is_found_again() throws Exception {
        // Given
        String page =
                """
                {"commandId": "c-1", "fingerprint": "%s", "progress": {"state": "not-sent",
                 "outcome": "failed", "reason": "expired", "detail": "too late",
                 "decidedAt": "%s"}}
                """
                        .formatted(PRINT.hex(), NOW);
        store.create(KEY, page.getBytes(UTF_8));

        // When
        Progress read = read(journal);

        // Then
        assertThat(read).isEqualTo(NOT_SENT);
    }

    @Test
    void a_command_under_way_is_not_begun_a_second_time() throws Exception {
        try (var _ = journal.open(COMMAND, PRINT)) {
            assertThatThrownBy(() -> journal.open(COMMAND, PRINT))
                    .isInstanceOf(RetryLaterException.class);
        }
    }

    @Test
    void a_page_that_another_process_changed_is_not_overwritten() throws Exception {
        try (var mine = journal.open(COMMAND, PRINT)) {
            // Given
            settle(new Journal(store), NOT_SENT);

            // When
            assertThatThrownBy(() -> mine.announce(SENDING))
                    .isInstanceOf(RetryLaterException.class);
        }

        // Then
        assertThat(read(journal)).isEqualTo(NOT_SENT);
    }

    @Test
    void a_send_whose_answer_could_not_be_written_is_remembered() throws Exception {
        // Given
        try (var page = journal.open(COMMAND, PRINT)) {
            page.announce(SENDING);
            store.fail(Failure.BEFORE);
            assertThatThrownBy(() -> page.settle(SENT)).isInstanceOf(StoreException.class);
        }

        // When
        Progress again = read(journal);

        // Then
        assertThat(again).isEqualTo(SENT);
        assertThat(read(new Journal(store))).isEqualTo(SENT);
    }

    @Test
    void a_send_that_was_announced_with_an_error_and_never_made_is_not_in_doubt() throws Exception {
        // Given
        try (var page = journal.open(COMMAND, PRINT)) {
            store.fail(Failure.AFTER);
            assertThatThrownBy(() -> page.announce(SENDING)).isInstanceOf(StoreException.class);
        }

        // When
        Progress again = read(journal);

        // Then
        assertThat(again).isEqualTo(OPEN);
        assertThat(read(new Journal(store))).isEqualTo(OPEN);
    }

    @Test
    void what_is_remembered_gives_way_to_what_another_process_decided() throws Exception {
        // Given
        try (var page = journal.open(COMMAND, PRINT)) {
            page.announce(SENDING);
            store.fail(Failure.BEFORE);
            assertThatThrownBy(() -> page.settle(SENT)).isInstanceOf(StoreException.class);
        }
        settle(new Journal(store), SENDING.held("stopped", NOW));

        // When
        Progress again = read(journal);

        // Then
        assertThat(again).isEqualTo(SENDING.held("stopped", NOW));
    }

    @Test
    void an_announcement_that_comes_late_finds_the_record_changed() throws Exception {
        // Given
        settle(journal, OPEN.uploaded(UPLOAD, NOW));
        SidecarStore.Sidecar before = store.read(KEY).orElseThrow();
        try (var page = journal.open(COMMAND, PRINT)) {
            store.fail(Failure.BEFORE);
            assertThatThrownBy(() -> page.announce(SENDING)).isInstanceOf(StoreException.class);
        }

        // When
        Progress again = read(journal);

        // Then
        assertThat(again).isEqualTo(OPEN.uploaded(UPLOAD, NOW));
        assertThat(store.replace(KEY, before.content(), before.version())).isEmpty();
    }

    @Test
    void what_is_remembered_of_a_command_is_not_another_ones_of_the_same_id() throws Exception {
        // Given
        try (var page = journal.open(COMMAND, PRINT)) {
            store.fail(Failure.BEFORE);
            assertThatThrownBy(() -> page.settle(OPEN.uploaded(UPLOAD, NOW)))
                    .isInstanceOf(StoreException.class);
        }

        // When
        Progress ofAnother;
        try (var page = journal.open(COMMAND, Sha256.of(new byte[] {2}))) {
            ofAnother = page.progress();
        }

        // Then
        assertThat(ofAnother).isEqualTo(OPEN);
        assertThat(read(journal)).isEqualTo(OPEN.uploaded(UPLOAD, NOW));
    }

    @Test
    void what_is_remembered_of_commands_that_never_come_again_does_not_grow_for_ever()
            throws Exception {
        // Given: a store that takes nothing, and commands that then go to another process
        journal = new Journal(store, 3);
        for (int i = 0; i < 10; i++) {
            try (var page = journal.open(Commands.genesys("gone-" + i).build(), PRINT)) {
                store.fail(Failure.BEFORE);
                assertThatThrownBy(() -> page.settle(NOT_SENT)).isInstanceOf(StoreException.class);
            }
        }

        // Then
        assertThat(journal.remembered()).isEqualTo(3);
    }

    @Test
    void the_latest_is_remembered_where_there_is_no_room_for_all() throws Exception {
        // Given
        journal = new Journal(store, 1);
        try (var page = journal.open(Commands.genesys("gone").build(), PRINT)) {
            store.fail(Failure.BEFORE);
            assertThatThrownBy(() -> page.settle(NOT_SENT)).isInstanceOf(StoreException.class);
        }
        try (var page = journal.open(COMMAND, PRINT)) {
            page.announce(SENDING);
            store.fail(Failure.BEFORE);
            assertThatThrownBy(() -> page.settle(SENT)).isInstanceOf(StoreException.class);
        }

        // Then
        assertThat(read(journal)).isEqualTo(SENT);
    }

    private static void settle(Journal journal, Progress progress) throws RetryLaterException {
        try (var page = journal.open(COMMAND, PRINT)) {
            page.settle(progress);
        }
    }

    private static Progress read(Journal journal) throws RetryLaterException {
        try (var page = journal.open(COMMAND, PRINT)) {
            return page.progress();
        }
    }

    private enum Failure {
        NONE,
        /** Nothing is written. */
        BEFORE,
        /** It is written, and the answer is lost. */
        AFTER
    }

    /** A store whose next write fails. */
    private static final class FailingStore implements SidecarStore {

        private final SidecarStore real;
        private Failure next = Failure.NONE;

        FailingStore(SidecarStore real) {
            this.real = real;
        }

        void fail(Failure how) {
            next = how;
        }

        @Override
        public Optional<Sidecar> read(SidecarKey key) {
            return real.read(key);
        }

        @Override
        public Optional<String> create(SidecarKey key, byte[] content) {
            return write(() -> real.create(key, content));
        }

        @Override
        public Optional<String> replace(SidecarKey key, byte[] content, String version) {
            return write(() -> real.replace(key, content, version));
        }

        @Override
        public boolean delete(SidecarKey key, String version) {
            return real.delete(key, version);
        }

        @Override
        public List<SidecarKey> list(String prefix) {
            return real.list(prefix);
        }

        private Optional<String> write(java.util.function.Supplier<Optional<String>> write) {
            Failure how = next;
            next = Failure.NONE;
            if (how == Failure.BEFORE) {
                throw failure();
            }
            Optional<String> version = write.get();
            if (how == Failure.AFTER) {
                throw failure();
            }
            return version;
        }

        private static StoreException failure() {
            return new StoreException("writing", new IOException("told to fail"));
        }
    }
}
