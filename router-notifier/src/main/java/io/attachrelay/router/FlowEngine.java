package io.attachrelay.router;

import io.attachrelay.media.store.Verdicts;
import io.attachrelay.model.JudgedAttachment;
import io.attachrelay.model.MediaId;
import io.attachrelay.model.MessageContext;
import io.attachrelay.model.VerdictEvent;
import io.attachrelay.platform.CallOutcome;
import io.attachrelay.platform.MessageRef;
import io.attachrelay.platform.RoutingSink;
import io.attachrelay.router.attributes.Attributes;
import io.attachrelay.router.attributes.RoutingAttributes;
import io.attachrelay.topic.RetryLaterException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives the flow engine a message's attributes. They cover every verdict of the message that
 * stands, so that a later event of it completes and never hides an earlier one.
 */
final class FlowEngine {

    private static final Logger log = LoggerFactory.getLogger(FlowEngine.class);

    private final Verdicts verdicts;
    private final RoutingAttributes attributes;

    FlowEngine(Verdicts verdicts, RoutingAttributes attributes) {
        this.verdicts = verdicts;
        this.attributes = attributes;
    }

    /**
     * Sets the attributes; setting them again changes nothing, so an unanswered call is repeated.
     *
     * @return whether the platform took them; {@code false} is final
     * @throws RetryLaterException if the platform could not do it now
     */
    boolean put(RoutingSink routing, VerdictEvent event) throws RetryLaterException {
        MessageContext message = event.message();
        var about = new MessageRef(message.conversationId(), message.messageId());
        return switch (routing.put(about, attributes(event))) {
            case CallOutcome.Done<Boolean> _ -> true;
            case CallOutcome.Refused<Boolean>(int status, var detail) -> {
                log.atWarn()
                        .setMessage("attributes refused")
                        .addKeyValue("tenant", message.tenant())
                        .addKeyValue("status", status)
                        .addKeyValue("detail", detail)
                        .log();
                yield false;
            }
            case CallOutcome.TryAgain<Boolean>(var detail, var retryAfter) ->
                    throw new RetryLaterException(detail, retryAfter.orElse(Duration.ZERO));
            case CallOutcome.NotYet<Boolean>(var detail, var wait) ->
                    throw RetryLaterException.appointment(detail, wait);
            case CallOutcome.InDoubt<Boolean>(var detail, _) ->
                    throw new RetryLaterException(detail, Duration.ZERO);
        };
    }

    private Map<String, String> attributes(VerdictEvent event) {
        MessageContext message = event.message();
        Attributes all =
                attributes.forTenant(message.tenant()).of(message.channel(), attachments(event));
        if (!all.shortened().isEmpty()) {
            log.atWarn()
                    .setMessage("attributes shortened, since the platform takes no more")
                    .addKeyValue("tenant", message.tenant())
                    .addKeyValue("event", message.eventId())
                    .addKeyValue("attributes", all.shortened())
                    .log();
        }
        return all.values();
    }

    /** A verdict beside its object is written before its event, so it is never the older one. */
    private Collection<JudgedAttachment> attachments(VerdictEvent event) {
        Map<MediaId, JudgedAttachment> all = new HashMap<>();
        event.attachments().forEach(a -> all.put(a.attachment().mediaId(), a));
        MediaId any = event.attachments().getFirst().attachment().mediaId();
        verdicts.ofMessage(event.message().tenant(), any)
                .forEach(a -> all.put(a.attachment().mediaId(), a));
        return all.values();
    }
}
