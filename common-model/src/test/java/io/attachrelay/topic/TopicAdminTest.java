package io.attachrelay.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.attachrelay.deploy.testkit.kafka.KafkaBroker;
import io.attachrelay.settings.KafkaSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.InvalidReplicationFactorException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TopicAdminTest {

    @TempDir static Path dir;
    private static KafkaBroker broker;
    private static Admin admin;

    @BeforeAll
    static void startBroker() {
        broker = KafkaBroker.builder().dataDir(dir).build().start();
        admin = new KafkaClients(KafkaSettings.DEFAULT.at(broker.bootstrapServers())).admin();
    }

    @AfterAll
    static void stopBroker() {
        admin.close();
        broker.close();
    }

    @Test
    void what_is_missing_is_created_and_the_rest_is_left() {
        // Given
        var catalog = new TopicCatalog("fresh.");
        new TopicAdmin(admin).ensure(List.of(catalog.stored(), catalog.audit()), 1);

        // When
        var outcomes = new TopicAdmin(admin).ensure(catalog);

        // Then
        assertThat(outcomes)
                .extracting(TopicOutcome::topic)
                .containsExactlyElementsOf(catalog.all().stream().map(Topic::name).toList());
        assertThat(outcomes)
                .filteredOn(TopicOutcome.Unchanged.class::isInstance)
                .extracting(TopicOutcome::topic)
                .containsExactlyInAnyOrder("fresh.media.stored.v1", "fresh.audit.v1");
        assertThat(outcomes)
                .filteredOn(TopicOutcome.Created.class::isInstance)
                .hasSize(outcomes.size() - 2)
                .contains(new TopicOutcome.Created("fresh.media.stored.v1.dlq", 6, 1));
        assertThat(new TopicAdmin(admin).ensure(catalog))
                .allMatch(TopicOutcome.Unchanged.class::isInstance);
    }

    @Test
    void a_topic_gets_the_settings_that_keep_its_records() throws Exception {
        // Given
        var catalog = new TopicCatalog("set.");

        // When
        new TopicAdmin(admin).ensure(catalog);

        // Then
        var stored = config("set.media.stored.v1");
        assertThat(value(stored, "message.timestamp.type")).isEqualTo("LogAppendTime");
        assertThat(value(stored, "retention.ms")).isEqualTo("2592000000");
        assertThat(value(stored, "unclean.leader.election.enable")).isEqualTo("false");
        assertThat(value(stored, "min.insync.replicas")).isEqualTo("1");
        assertThat(value(stored, "cleanup.policy")).isEqualTo("delete");
        var fresh = config("set.media.fresh.v1");
        assertThat(value(fresh, "message.timestamp.type")).isEqualTo("CreateTime");
        assertThat(value(fresh, "retention.ms")).isEqualTo("604800000");
        assertThat(Integer.parseInt(value(config("set.media.fresh.v1.dlq"), "max.message.bytes")))
                .isGreaterThan(Integer.parseInt(value(fresh, "max.message.bytes")));
    }

    @Test
    void three_copies_need_two_acknowledgements() {
        // When
        var topic = new TopicSpec(topic("any", 6, Duration.ofDays(1)), 3).toNewTopic();

        // Then
        assertThat(topic.replicationFactor()).isEqualTo((short) 3);
        assertThat(topic.configs()).containsEntry("min.insync.replicas", "2");
    }

    @Test
    void a_setting_that_drifted_is_reported_and_left() throws Exception {
        // Given
        var topic = topic("drifted", 2, Duration.ofDays(1));
        new TopicAdmin(admin).ensure(List.of(topic), 1);
        set("drifted", "retention.ms", "1000");

        // When
        var outcomes = new TopicAdmin(admin).ensure(List.of(topic), 1);

        // Then
        assertThat(outcomes)
                .containsExactly(
                        new TopicOutcome.Drifted(
                                "drifted",
                                List.of(
                                        new TopicOutcome.Drift(
                                                "retention.ms", "86400000", "1000"))));
        assertThat(value(config("drifted"), "retention.ms")).isEqualTo("1000");
    }

    @Test
    void another_number_of_copies_is_a_drift() {
        // Given
        var topic = topic("copied", 1, Duration.ofDays(1));
        new TopicAdmin(admin).ensure(List.of(topic), 1);

        // When
        var outcomes = new TopicAdmin(admin).ensure(List.of(topic), 3);

        // Then
        assertThat(outcomes)
                .containsExactly(
                        new TopicOutcome.Drifted(
                                "copied",
                                List.of(
                                        new TopicOutcome.Drift("replication.factor", "3", "1"),
                                        new TopicOutcome.Drift("min.insync.replicas", "2", "1"))));
    }

    @Test
    void another_number_of_partitions_is_refused_before_anything_is_created() throws Exception {
        // Given
        new TopicAdmin(admin).ensure(List.of(topic("fixed", 3, Duration.ofDays(1))), 1);
        var wanted =
                List.of(
                        topic("not-created", 6, Duration.ofDays(1)),
                        topic("fixed", 6, Duration.ofDays(1)));

        // When, Then
        assertThatThrownBy(() -> new TopicAdmin(admin).ensure(wanted, 1))
                .isInstanceOf(PartitionCountException.class)
                .hasMessageContaining("fixed needs 6 partitions and has 3");
        assertThat(admin.listTopics().names().get()).doesNotContain("not-created");
    }

    @Test
    void several_processes_may_create_the_topics_at_once() throws Exception {
        // Given
        var catalog = new TopicCatalog("raced.");
        var runs = new ArrayList<Future<List<TopicOutcome>>>();

        // When
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            IntStream.range(0, 4)
                    .forEach(_ ->
                            runs.add(threads.submit(() -> new TopicAdmin(admin).ensure(catalog))));
        }

        // Then
        var created = new ArrayList<String>();
        for (var run : runs) {
            assertThat(run.get()).noneMatch(TopicOutcome.Drifted.class::isInstance);
            run.get().stream()
                    .filter(TopicOutcome.Created.class::isInstance)
                    .map(TopicOutcome::topic)
                    .forEach(created::add);
        }
        assertThat(created)
                .containsExactlyInAnyOrderElementsOf(
                        catalog.all().stream().map(Topic::name).toList());
    }

    @Test
    void more_copies_than_brokers_are_refused_by_the_broker() {
        assertThatThrownBy(() ->
                        new TopicAdmin(admin)
                                .ensure(List.of(topic("large", 1, Duration.ofDays(1))), 3))
                .isInstanceOf(InvalidReplicationFactorException.class);
    }

    private static Topic<byte[]> topic(String name, int partitions, Duration retention) {
        return new Topic<>(name, partitions, retention, false, RecordCodec.RAW);
    }

    private static Config config(String topic) throws Exception {
        var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        return admin.describeConfigs(List.of(resource)).all().get().get(resource);
    }

    private static String value(Config config, String name) {
        return config.get(name).value();
    }

    private static void set(String topic, String name, String value) throws Exception {
        var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        var change = new AlterConfigOp(new ConfigEntry(name, value), AlterConfigOp.OpType.SET);
        admin.incrementalAlterConfigs(Map.of(resource, List.of(change))).all().get();
    }
}
