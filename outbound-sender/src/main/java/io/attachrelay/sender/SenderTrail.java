package io.attachrelay.sender;

import io.attachrelay.audit.AuditTrail;
import io.attachrelay.media.store.OnceMarks;
import io.attachrelay.model.OutboundCommand;
import io.attachrelay.model.OutboundResult;
import io.attachrelay.model.Sha256;
import io.attachrelay.model.WireName;
import io.attachrelay.topic.EventHeaders;
import io.attachrelay.topic.Outgoing;
import io.attachrelay.topic.Publisher;
import io.attachrelay.topic.TopicCatalog;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the sender leaves behind: results, audit entries and metrics. */
final class SenderTrail {

    private final TopicCatalog topics;
    private final AuditTrail audit;
    private final Publisher publisher;
    private final MeterRegistry metrics;

    SenderTrail(TopicCatalog topics, AuditTrail audit, Publisher publisher, MeterRegistry metrics) {
        this.topics = topics;
        this.audit = audit;
        this.publisher = publisher;
        this.metrics = metrics;
    }

    /**
     * Publishes a result, its audit entry beside it. A repeat is the same record.
     *
     * @param traceparent the command's; {@code null} if it has none
     */
    void finished(Progress.Finished finished, @Nullable String traceparent) {
        OutboundResult result = finished.result();
        WireName how = result.reason() == null ? result.outcome() : result.reason();
        var entry =
                audit.entry(
                        result.tenant(),
                        result.conversationId(),
                        "command.finished",
                        result.commandId(),
                        finished.sha256(),
                        how.wireName(),
                        "");
        publisher.publish(List.of(record(result, traceparent), entry));
        metrics.counter("attachrelay.sender.results", "outcome", how.wireName()).increment();
    }

    /** The attachment is at the platform, or something stands for it. */
    void prepared(OutboundCommand command, Progress.Open open) {
        if (open.upload() instanceof Progress.Upload upload) {
            entry(command, "file.uploaded", upload.sha256(), "uploaded", upload.platformMediaId());
        } else if (open.substitute() instanceof Progress.Substitute substitute) {
            entry(command, "file.substituted", null, substitute.mediaType(), "");
        }
    }

    private void entry(
            OutboundCommand command,
            String what,
            @Nullable Sha256 sha256,
            String outcome,
            String occasion) {
        publisher.publish(
                audit.entry(
                        command.tenant(),
                        command.conversationId(),
                        what,
                        command.commandId(),
                        sha256,
                        outcome,
                        occasion));
    }

    /** The agent was told, or could not be told, that a command's message did not go out. */
    void noticed(OutboundCommand command, OnceMarks.Ending ending) {
        entry(command, "notice.sent", null, ending.wireName(), "");
        metrics.counter("attachrelay.sender.notices", "outcome", ending.wireName()).increment();
    }

    private Outgoing<OutboundResult> record(OutboundResult result, @Nullable String traceparent) {
        String name = result.tenant() + "/" + result.commandId();
        EventHeaders headers =
                new EventHeaders(
                        Sha256.of(name.getBytes(StandardCharsets.UTF_8)).hex(),
                        "io.attachrelay.outbound.result.v1",
                        "/attachrelay/" + OutboundSender.GROUP,
                        result.commandId(),
                        result.completedAt(),
                        null,
                        traceparent,
                        null,
                        null);
        return new Outgoing<>(topics.result(), result.conversationId(), result, headers);
    }
}
