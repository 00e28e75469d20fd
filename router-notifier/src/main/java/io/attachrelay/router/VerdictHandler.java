package io.attachrelay.router;

import io.attachrelay.media.store.OnceMarks;
import io.attachrelay.model.JudgedAttachment;
import io.attachrelay.model.Origin;
import io.attachrelay.model.ReasonCode;
import io.attachrelay.model.VerdictEvent;
import io.attachrelay.platform.PlatformAdapter;
import io.attachrelay.topic.Delivery;
import io.attachrelay.topic.PoisonRecordException;
import io.attachrelay.topic.RecordHandler;
import io.attachrelay.topic.ReplayMark;
import io.attachrelay.topic.RetryLaterException;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a verdict event leads to: the flow engine gets the message's attributes, the agent a notice
 * for each attachment that can't be used. A platform that refuses either does not hold up the
 * conversation. In a replay nothing is done unless it wants effects.
 */
final class VerdictHandler implements RecordHandler<VerdictEvent> {

    private final Function<String, Optional<PlatformAdapter>> platforms;
    private final FlowEngine flowEngine;
    private final Notices notices;
    private final RouterTrail trail;
    private final RoutedRecords routed = new RoutedRecords();

    /**
     * @param platforms the adapter of a tenant; empty if there is no such tenant
     */
    VerdictHandler(
            Function<String, Optional<PlatformAdapter>> platforms,
            FlowEngine flowEngine,
            Notices notices,
            RouterTrail trail) {
        this.platforms = platforms;
        this.flowEngine = flowEngine;
        this.notices = notices;
        this.trail = trail;
    }

    @Override
    public void handle(Delivery<VerdictEvent> delivery) throws RetryLaterException {
        VerdictEvent event = delivery.value();
        if (event.message().origin() != Origin.PLATFORM) {
            return;
        }
        PlatformAdapter platform =
                platforms
                        .apply(event.message().tenant())
                        .orElseThrow(() -> new PoisonRecordException("names an unknown tenant"));
        String occasion = delivery.replay().map(ReplayMark::id).orElse("");
        if (!delivery.replay().map(ReplayMark::effects).orElse(true)) {
            trail.routed(event, occasion, RouterTrail.Routed.WITHOUT_EFFECTS);
            return;
        }
        boolean taken = route(delivery, platform);
        for (JudgedAttachment judged : event.attachments()) {
            tellAgent(platform, event, judged, occasion);
        }
        trail.routed(
                event, occasion, taken ? RouterTrail.Routed.ROUTED : RouterTrail.Routed.REFUSED);
        routed.forget(delivery);
    }

    private boolean route(Delivery<VerdictEvent> delivery, PlatformAdapter platform)
            throws RetryLaterException {
        Optional<Boolean> before = routed.find(delivery);
        if (before.isPresent()) {
            return before.get();
        }
        boolean taken = flowEngine.put(platform.routing(), delivery.value());
        routed.remember(delivery, taken);
        return taken;
    }

    private void tellAgent(
            PlatformAdapter platform, VerdictEvent event, JudgedAttachment judged, String occasion)
            throws RetryLaterException {
        ReasonCode reason = judged.verdict().reasonCode();
        if (reason == null) {
            return;
        }
        OnceMarks.Ending ending =
                notices.tell(
                        platform.systemMessages(),
                        event.message(),
                        judged.attachment(),
                        reason,
                        occasion);
        trail.noticed(event.message(), judged, occasion, ending);
    }
}
