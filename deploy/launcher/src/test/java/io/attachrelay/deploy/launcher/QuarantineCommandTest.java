package io.attachrelay.deploy.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.attachrelay.deploy.quarantine.QuarantinedSample;
import io.attachrelay.deploy.testkit.kafka.KafkaBroker;
import io.attachrelay.deploy.testkit.kafka.TopicReader;
import io.attachrelay.media.store.ObjectStore;
import io.attachrelay.media.store.ObjectStores;
import io.attachrelay.model.AuditEntry;
import io.attachrelay.model.ReasonCode;
import io.attachrelay.settings.Settings;
import io.attachrelay.settings.SettingsLoader;
import io.attachrelay.topic.KafkaClients;
import io.attachrelay.topic.Topic;
import io.attachrelay.topic.TopicAdmin;
import io.attachrelay.topic.TopicCatalog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An operator who looks into quarantine, and what the audit trail has of it. */
class QuarantineCommandTest extends CommandTest {

    private static final String MEDIA_ID = QuarantinedSample.ID.value();

    @TempDir static Path brokerDir;
    private static KafkaBroker broker;

    private final String prefix = "t" + UUID.randomUUID() + ".";
    private Path settings;
    private Topic<AuditEntry> audit;
    private ObjectStore store;

    @BeforeAll
    static void startBroker() {
        broker = KafkaBroker.builder().dataDir(brokerDir).build().start();
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @BeforeEach
    void install() throws IOException {
        settings =
                Files.writeString(
                        dir.resolve("attachrelay.yaml"),
                        "data-dir: %s%nkafka: {bootstrap-servers: \"%s\", topic-prefix: %s}%n"
                                        .formatted(
                                                dir.resolve("data"),
                                                broker.bootstrapServers(),
                                                prefix)
                                + TENANT);
        Settings loaded = SettingsLoader.load(settings, Map.of());
        audit = new TopicCatalog(prefix).audit();
        try (var admin = Admin.create(new KafkaClients(loaded.kafka()).common())) {
            new TopicAdmin(admin).ensure(List.of(audit), 1);
        }
        store = ObjectStores.open(loaded.store(), Clock.systemUTC());
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void an_empty_quarantine_is_an_empty_list() throws Exception {
        // When
        int exit = runWithSettings("list", "--json");

        // Then
        assertThat(exit).isZero();
        assertThat(out.toString().strip()).isEqualTo("[]");
        assertThat(audited()).extracting(AuditEntry::outcome).containsExactly("0 listed");
    }

    @Test
    void a_list_is_audited_as_one_look() throws Exception {
        // Given
        QuarantinedSample.in(store, ReasonCode.EXECUTABLE);

        // When
        int exit = runWithSettings("list", "--json", "--tenant=acme", "--operator=ada");

        // Then
        assertThat(exit).isZero();
        assertThat(read(out.toString()).path(0).path("mediaId").asText()).isEqualTo(MEDIA_ID);
        assertThat(audited())
                .singleElement()
                .satisfies(entry -> {
                    assertThat(entry.who()).isEqualTo("operator:ada");
                    assertThat(entry.what()).isEqualTo("quarantine.listed");
                    assertThat(entry.tenant()).isEqualTo("acme");
                    assertThat(entry.subject()).isEqualTo("quarantine/acme");
                    assertThat(entry.outcome()).isEqualTo("1 listed");
                });
    }

    @Test
    void each_look_at_a_file_is_audited() throws Exception {
        // Given
        QuarantinedSample.in(store, ReasonCode.EXECUTABLE);

        // When
        runWithSettings("show", "acme", MEDIA_ID, "--operator=ada");
        int exit = runWithSettings("show", "acme", MEDIA_ID, "--operator=ada");

        // Then
        assertThat(exit).isZero();
        assertThat(out.toString()).contains(QuarantinedSample.KEY.path());
        assertThat(audited()).extracting(AuditEntry::id).hasSize(2).doesNotHaveDuplicates();
        assertThat(audited())
                .allSatisfy(entry -> {
                    assertThat(entry.who()).isEqualTo("operator:ada");
                    assertThat(entry.what()).isEqualTo("quarantine.shown");
                    assertThat(entry.tenant()).isEqualTo("acme");
                    assertThat(entry.subject()).isEqualTo(MEDIA_ID);
                    assertThat(entry.sha256()).isEqualTo(QuarantinedSample.SHA256);
                    assertThat(entry.outcome()).isEqualTo("shown");
                });
    }

    @Test
    void a_file_that_never_was_in_quarantine_fails() throws Exception {
        // When
        int exit = runWithSettings("show", "acme", MEDIA_ID);

        // Then
        assertThat(exit).isOne();
        assertThat(err.toString()).contains("does not exist, or has no verdict yet");
        assertThat(audited()).isEmpty();
    }

    private List<AuditEntry> audited() throws Exception {
        try (var reader = new TopicReader(broker)) {
            return reader.read(audit.name()).stream()
                    .map(record -> audit.codec().decode(record.value()))
                    .toList();
        }
    }

    private int runWithSettings(String... arguments) {
        List<String> line = new ArrayList<>(List.of("quarantine"));
        line.addAll(List.of(arguments));
        line.add("--config=" + settings);
        return run(line.toArray(String[]::new));
    }
}
