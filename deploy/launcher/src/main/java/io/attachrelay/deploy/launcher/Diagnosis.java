package io.attachrelay.deploy.launcher;

import io.attachrelay.media.store.ObjectStore;
import io.attachrelay.media.store.ObjectStores;
import io.attachrelay.media.store.StoreException;
import io.attachrelay.settings.Settings;
import io.attachrelay.settings.StoreSettings;
import io.attachrelay.topic.KafkaClients;
import io.attachrelay.topic.Topic;
import io.attachrelay.topic.TopicCatalog;
import io.attachrelay.validator.inspect.Policies;
import io.attachrelay.validator.inspect.policy.PolicyException;
import io.attachrelay.validator.inspect.scan.Clamd;
import io.attachrelay.validator.inspect.scan.ClamdSession;
import io.attachrelay.validator.inspect.scan.ScannerException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.common.KafkaException;

/** Looks at everything that AttachRelay needs. */
final class Diagnosis {

    /** Long enough for a broker on another continent, short for a person who waits. */
    private static final int KAFKA_WITHIN_MILLIS = 5_000;

    private final Settings settings;

    Diagnosis(Settings settings) {
        this.settings = settings;
    }

    List<Finding> findings() {
        List<Finding> own = List.of(java(), tenants(), kafka(), store(), policy(), antivirus());
        return Stream.of(
                        own,
                        new SendingDiagnosis(settings).findings(),
                        new RoutingDiagnosis(settings).findings())
                .flatMap(List::stream)
                .toList();
    }

    private Finding antivirus() {
        Optional<Clamd> clamd = Clamd.of(settings.antivirus());
        if (clamd.isEmpty()) {
            return new Finding(
                    "antivirus", true, "off: antivirus.address is not set, files are not scanned");
        }
        try (ClamdSession session = clamd.get().open()) {
            return new Finding("antivirus", true, clamd.get().address() + ", " + session.version());
        } catch (ScannerException e) {
            return new Finding("antivirus", false, String.valueOf(e.getMessage()));
        }
    }

    private Finding policy() {
        try {
            int channels = Policies.of(settings).channels().size();
            Policies.checks(settings);
            return new Finding("policy", true, channels + " channels have rules");
        } catch (PolicyException | IllegalArgumentException e) {
            return new Finding("policy", false, String.valueOf(e.getMessage()));
        }
    }

    private static Finding java() {
        return new Finding(
                "java", true, Runtime.version() + ", " + System.getProperty("java.home"));
    }

    private Finding tenants() {
        if (settings.tenants().isEmpty()) {
            return new Finding(
                    "tenants", false, "none is configured: every webhook will be answered 404");
        }
        String names =
                settings.tenants().values().stream()
                        .map(t -> t.name() + " (" + t.profile().wireName() + ")")
                        .sorted()
                        .collect(Collectors.joining(", "));
        return new Finding("tenants", true, names);
    }

    private Finding kafka() {
        String servers = settings.kafka().bootstrapServers();
        if (servers.isBlank()) {
            return new Finding(
                    "kafka",
                    true,
                    "none is configured: 'up' starts a broker of its own under "
                            + settings.dataDir());
        }
        try (Admin admin = new KafkaClients(settings.kafka()).admin()) {
            // The call's own limit: closing waits for calls that still run.
            var limit = new ListTopicsOptions().timeoutMs(KAFKA_WITHIN_MILLIS);
            return topics(admin.listTopics(limit).names().get(), servers);
        } catch (ExecutionException | KafkaException e) {
            return new Finding("kafka", false, servers + " does not answer: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Finding("kafka", false, "interrupted");
        }
    }

    private Finding topics(Set<String> present, String servers) {
        Set<String> missing = new TreeSet<>();
        for (Topic<?> topic : new TopicCatalog(settings.kafka().topicPrefix()).all()) {
            if (!present.contains(topic.name())) {
                missing.add(topic.name());
            }
        }
        return missing.isEmpty()
                ? new Finding("kafka", true, servers + ", all topics are there")
                : new Finding(
                        "kafka",
                        false,
                        "missing topics: " + missing + "; 'attachrelay topics' creates them");
    }

    private Finding store() {
        String where =
                switch (settings.store()) {
                    case StoreSettings.Disk(var path) -> "disk at " + path;
                    case StoreSettings.Azure(_, var container, _) -> "Azure container " + container;
                };
        if (settings.store() instanceof StoreSettings.Disk(var path) && !Files.exists(path)) {
            return folderToBeMade(path, where);
        }
        try (ObjectStore store = ObjectStores.open(settings.store(), Clock.systemUTC())) {
            return new Finding("store", store.isReachable(), where);
        } catch (StoreException e) {
            return new Finding("store", false, where + ": " + e.getMessage());
        }
    }

    /** Opening the store would make its folder, and who only looks makes nothing. */
    private static Finding folderToBeMade(Path path, String where) {
        Path parent = path.toAbsolutePath();
        while (parent != null && !Files.exists(parent)) {
            parent = parent.getParent();
        }
        return parent != null && Files.isDirectory(parent) && Files.isWritable(parent)
                ? new Finding("store", true, where + ", which the first start makes")
                : new Finding("store", false, where + " can't be made in " + parent);
    }
}
