package io.attachrelay.topic;

import io.attachrelay.model.AuditEntry;
import io.attachrelay.model.OutboundCommand;
import io.attachrelay.model.OutboundResult;
import io.attachrelay.model.StoredEvent;
import io.attachrelay.model.VerdictEvent;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** All topics of one installation. */
public final class TopicCatalog {

    /**
     * Six lanes for six threads or instances; enough for any contact centre and the same on every
     * topic.
     */
    public static final int PARTITIONS = 6;

    static final Duration WEEK = Duration.ofDays(7);
    static final Duration MONTH = Duration.ofDays(30);
    private static final Duration YEAR = Duration.ofDays(365);

    private final Topic<StoredEvent> stored;
    private final Topic<StoredEvent> fresh;
    private final Topic<VerdictEvent> verdict;
    private final Topic<OutboundCommand> command;
    private final Topic<OutboundResult> result;
    private final Topic<AuditEntry> audit;

    /**
     * @param prefix stands before every name; may be empty
     */
    public TopicCatalog(String prefix) {
        // The broker's clock stamps stored events: a platform's wrong clock must not expire
        // remembered ids.
        stored = json(prefix, "media.stored.v1", MONTH, true, StoredEvent.class);
        fresh = json(prefix, "media.fresh.v1", WEEK, false, StoredEvent.class);
        verdict = json(prefix, "media.verdict.v1", MONTH, false, VerdictEvent.class);
        command = json(prefix, "outbound.command.v1", WEEK, false, OutboundCommand.class);
        result = json(prefix, "outbound.result.v1", WEEK, false, OutboundResult.class);
        audit = json(prefix, "audit.v1", YEAR, false, AuditEntry.class);
    }

    private static <V> Topic<V> json(
            String prefix, String name, Duration retention, boolean stamped, Class<V> type) {
        return new Topic<>(
                prefix + name, PARTITIONS, retention, stamped, new JsonCodec<>(name, type));
    }

    /** Webhooks whose attachments are stored; written by the gateway. */
    public Topic<StoredEvent> stored() {
        return stored;
    }

    /** The first sight of each stored event; written by the deduplicator. */
    public Topic<StoredEvent> fresh() {
        return fresh;
    }

    /** Judged attachments; written by the inspector. */
    public Topic<VerdictEvent> verdict() {
        return verdict;
    }

    /** What other services ask to be sent. */
    public Topic<OutboundCommand> command() {
        return command;
    }

    /** How commands ended; written by the sender. */
    public Topic<OutboundResult> result() {
        return result;
    }

    /** Every step that was taken. */
    public Topic<AuditEntry> audit() {
        return audit;
    }

    /** The topics that a replay may copy from. */
    public List<Topic<?>> replayable() {
        return List.of(stored, verdict);
    }

    /** Every topic of the installation, replay topics and dead letters included. */
    public List<Topic<?>> all() {
        Stream<Topic<?>> main = Stream.of(stored, fresh, verdict, command, result, audit);
        Stream<Topic<?>> replays = replayable().stream().map(Topic::replay);
        Stream<Topic<?>> read =
                Stream.of(stored, stored.replay(), fresh, verdict, verdict.replay(), command);
        return Stream.of(main, replays, read.<Topic<?>>map(Topic::deadLetters))
                .<Topic<?>>flatMap(s -> s)
                .toList();
    }
}
