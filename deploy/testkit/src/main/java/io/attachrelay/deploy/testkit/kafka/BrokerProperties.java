package io.attachrelay.deploy.testkit.kafka;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** The configuration of a single broker that is its own controller and starts and restarts fast. */
final class BrokerProperties {

    private BrokerProperties() {}

    static Map<String, String> of(BrokerFiles.Identity identity, Path data) {
        var all = new TreeMap<String, String>();
        all.putAll(network(identity));
        all.putAll(singleReplica());
        all.putAll(quickRestart());
        all.put("log.dirs", data.toString());
        all.put("auto.create.topics.enable", "false");
        // The default of 128 MiB is half of the heap; 4 MiB cover 170,000 keys a segment pass.
        all.put("log.cleaner.dedupe.buffer.size", "4194304");
        return all;
    }

    /** A second listener, which clients are told to find behind a proxy. */
    static Map<String, String> listener(
            BrokerFiles.Identity identity, int sidePort, int proxyPort) {
        Map<String, String> network = network(identity);
        return Map.of(
                "listeners",
                        "%s,PROXIED://127.0.0.1:%d".formatted(network.get("listeners"), sidePort),
                "advertised.listeners",
                        "PLAINTEXT://127.0.0.1:%d,PROXIED://127.0.0.1:%d"
                                .formatted(identity.port(), proxyPort),
                "listener.security.protocol.map",
                        network.get("listener.security.protocol.map") + ",PROXIED:PLAINTEXT");
    }

    private static Map<String, String> network(BrokerFiles.Identity identity) {
        return Map.of(
                "process.roles", "broker,controller",
                "node.id", "1",
                "controller.quorum.voters", "1@127.0.0.1:" + identity.controllerPort(),
                "controller.listener.names", "CONTROLLER",
                "listeners",
                        "PLAINTEXT://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d"
                                .formatted(identity.port(), identity.controllerPort()),
                "listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
    }

    private static Map<String, String> singleReplica() {
        var replicas = new TreeMap<String, String>();
        for (var topic :
                new String[] {
                    "offsets.topic", "transaction.state.log", "share.coordinator.state.topic"
                }) {
            replicas.put(topic + ".replication.factor", "1");
            // The default of 50 partitions costs a second at each start.
            replicas.put(topic + ".num.partitions", "5");
        }
        replicas.put("transaction.state.log.min.isr", "1");
        replicas.put("share.coordinator.state.topic.min.isr", "1");
        return replicas;
    }

    // With the default session of 9 s a restart within it took 12.5 s, with these 2.4 to 3.3 s.
    private static Map<String, String> quickRestart() {
        return Map.of(
                "broker.session.timeout.ms", "1000",
                "broker.heartbeat.interval.ms", "200",
                "controller.quorum.election.timeout.ms", "200",
                "controller.quorum.election.backoff.max.ms", "100",
                "group.initial.rebalance.delay.ms", "0");
    }
}
