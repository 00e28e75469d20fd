package io.attachrelay.sender;

import io.attachrelay.model.OutboundCommand;
import io.attachrelay.model.Sha256;
import io.attachrelay.topic.Delivery;
import io.attachrelay.topic.EventHeaders;
import io.attachrelay.topic.RecordHandler;
import io.attachrelay.topic.RetryLaterException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One command, one result: whatever happens and however often the command comes. */
final class CommandHandler implements RecordHandler<OutboundCommand> {

    private static final Logger log = LoggerFactory.getLogger(CommandHandler.class);

    private final Function<String, Optional<OutboundSender.Tenant>> tenants;
    private final Journal journal;
    private final Dispatch dispatch;
    private final SenderTrail trail;

    /**
     * @param tenants empty if there is no such tenant
     */
    CommandHandler(
            Function<String, Optional<OutboundSender.Tenant>> tenants,
            Journal journal,
            Dispatch dispatch,
            SenderTrail trail) {
        this.tenants = tenants;
        this.journal = journal;
        this.dispatch = dispatch;
        this.trail = trail;
    }

    @Override
    public void handle(Delivery<OutboundCommand> delivery) throws RetryLaterException {
        Optional<OutboundSender.Tenant> tenant = tenants.apply(delivery.value().tenant());
        Progress.Finished finished =
                tenant.isPresent() ? finish(delivery, tenant.get()) : unknown(delivery);
        trail.finished(finished, trace(delivery));
    }

    private static @Nullable String trace(Delivery<OutboundCommand> delivery) {
        return EventHeaders.text(delivery.headers(), EventHeaders.TRACEPARENT);
    }

    /** Journalled as well: a repeat comes with another time and gets the same bytes. */
    private Progress.Finished unknown(Delivery<OutboundCommand> delivery)
            throws RetryLaterException {
        OutboundCommand command = delivery.value();
        try (Journal.Page page = journal.openOfNobody(command, fingerprint(delivery))) {
            if (page.progress() instanceof Progress.Finished finished) {
                return finished;
            }
            Progress.Finished finished = Results.unknownTenant(command, delivery.timestamp());
            page.settle(finished);
            return finished;
        }
    }

    private static Sha256 fingerprint(Delivery<OutboundCommand> delivery) {
        return Sha256.of(delivery.topic().codec().encode(delivery.value()));
    }

    private Progress.Finished finish(
            Delivery<OutboundCommand> delivery, OutboundSender.Tenant tenant)
            throws RetryLaterException {
        OutboundCommand command = delivery.value();
        Sha256 fingerprint = fingerprint(delivery);
        try (Journal.Page page = journal.open(command, fingerprint)) {
            return page.fingerprint().equals(fingerprint)
                    ? dispatch.finish(new Task(command, tenant, page, trace(delivery)))
                    : ofAnother(command, page);
        }
    }

    /** The id was used for another command before: its result stands for the id. */
    private static Progress.Finished ofAnother(OutboundCommand command, Journal.Page page)
            throws RetryLaterException {
        log.atWarn()
                .setMessage("command id used again for another command")
                .addKeyValue("tenant", command.tenant())
                .addKeyValue("command_id", command.commandId())
                .log();
        if (page.progress() instanceof Progress.Finished finished) {
            return finished;
        }
        throw new RetryLaterException(
                "another command with this id is under way", Duration.ofSeconds(1));
    }
}
