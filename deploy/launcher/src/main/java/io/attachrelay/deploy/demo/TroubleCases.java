package io.attachrelay.deploy.demo;

import static io.attachrelay.deploy.demo.ArrivingCases.target;

import com.fasterxml.jackson.databind.JsonNode;
import io.attachrelay.deploy.testkit.platform.CxoneSimulator;
import io.attachrelay.deploy.testkit.platform.DeliveryAttempt;
import io.attachrelay.deploy.testkit.platform.EventIds;
import io.attachrelay.deploy.testkit.platform.GenesysSimulator;
import io.attachrelay.deploy.testkit.platform.MediaFault;
import io.attachrelay.deploy.testkit.platform.MediaItem;
import io.attachrelay.deploy.testkit.platform.MediaRequest;
import io.attachrelay.deploy.testkit.sample.SampleFiles;
import java.util.List;
import java.util.Map;

/** Media that arrive in disguise, in a storm, late, too large or not at all. */
final class TroubleCases {

    /** Of the demo's gateway; small, so that a file above it is soon made. */
    static final int MAX_BYTES = 4 << 20;

    private static final int STORM = 20;

    private TroubleCases() {}

    static List<DemoCase> all() {
        return List.of(
                new DemoCase("a Windows program named photo.png", TroubleCases::disguisedProgram),
                new DemoCase("the same event " + STORM + " times at once", TroubleCases::storm),
                new DemoCase("media host answers 503, then recovers", TroubleCases::outage),
                new DemoCase("a file over the limit of 4 MB", TroubleCases::tooLarge),
                new DemoCase("an expired URL (403)", TroubleCases::expired));
    }

    private static String disguisedProgram(DemoStage stage) throws Exception {
        CxoneSimulator cxone = stage.system().cxone();
        MediaItem item =
                cxone.publish("photo.png", "image/png", SampleFiles.windowsProgram().bytes());
        EventIds ids = EventIds.random();
        DemoStage.acknowledged(cxone, cxone.mediaEvent(ids, item));
        Map<String, String> attributes = stage.attributes(cxone, target(cxone, ids), 1);
        CaseFailed.unlessEqual(attributes.get("media_verdict"), "rejected", "media_verdict");
        CaseFailed.unlessEqual(
                attributes.get("media_reasons"), "type-not-allowed", "media_reasons");
        cxone.received()
                .await(
                        log ->
                                log.systemMessages().stream()
                                        .anyMatch(m -> m.target().equals(ids.conversationId())),
                        DemoStage.PATIENCE);
        return "rejected: " + attributes.get("media_reasons") + ", the agent was told";
    }

    private static String storm(DemoStage stage) throws Exception {
        GenesysSimulator genesys = stage.system().genesys();
        MediaItem item = genesys.publish("storm.png", "image/png", SampleFiles.png().bytes());
        EventIds ids = EventIds.random();
        List<DeliveryAttempt> attempts =
                genesys.webhook().deliverConcurrently(genesys.mediaEvent(ids, item), STORM);
        for (DeliveryAttempt attempt : attempts) {
            DemoStage.acknowledged(attempt);
        }
        CaseFailed.unlessEqual(genesys.media().downloads(item), 1, "the number of downloads");
        stage.attributes(genesys, target(genesys, ids), 1);
        int records =
                stage.fresh().where(e -> e.message().messageId().equals(ids.messageId())).size();
        CaseFailed.unlessEqual(records, 1, "the number of records downstream");
        return STORM + " times 200, 1 download, 1 record downstream";
    }

    private static String outage(DemoStage stage) throws Exception {
        GenesysSimulator genesys = stage.system().genesys();
        MediaItem item = genesys.publish("late.jpg", "image/jpeg", SampleFiles.jpeg().bytes());
        genesys.media().inject(item, new MediaFault.Unavailable(1), 2);
        EventIds ids = EventIds.random();
        DemoStage.acknowledged(
                genesys.webhook().deliverWithRetries(genesys.mediaEvent(ids, item)).last());
        Map<String, String> attributes = stage.attributes(genesys, target(genesys, ids), 1);
        CaseFailed.unlessEqual(attributes.get("media_verdict"), "accepted", "media_verdict");
        List<Integer> answers =
                genesys.media().requests().stream()
                        .filter(request -> request.id().equals(item.id()))
                        .map(MediaRequest::status)
                        .toList();
        CaseFailed.unlessEqual(answers, List.of(503, 503, 200), "the media host's answers");
        return "media host " + answers + ", webhook 200, nothing lost";
    }

    private static String tooLarge(DemoStage stage) throws Exception {
        CxoneSimulator cxone = stage.system().cxone();
        MediaItem item =
                cxone.publish(
                        "huge.pdf",
                        "application/pdf",
                        SampleFiles.pdf().ofSize(MAX_BYTES + 1).bytes());
        EventIds ids = EventIds.random();
        JsonNode answer = DemoStage.acknowledged(cxone, cxone.mediaEvent(ids, item));
        CaseFailed.unlessEqual(answer.at("/media/0/refusal").asText(), "too-large", "the refusal");
        Map<String, String> attributes = stage.attributes(cxone, target(cxone, ids), 1);
        CaseFailed.unlessEqual(attributes.get("media_reasons"), "too-large", "media_reasons");
        return "200 with refusal too-large, the flow engine knows";
    }

    private static String expired(DemoStage stage) throws Exception {
        GenesysSimulator genesys = stage.system().genesys();
        MediaItem item = genesys.publish("old.png", "image/png", SampleFiles.png().bytes());
        genesys.media().inject(item, new MediaFault.Expired());
        EventIds ids = EventIds.random();
        DeliveryAttempt attempt = genesys.webhook().deliver(genesys.mediaEvent(ids, item));
        CaseFailed.unlessEqual(attempt.status(), 502, "the answer");
        CaseFailed.unless(attempt.body().contains("\"gone\""), "the problem's code is not 'gone'");
        int records =
                stage.fresh().where(e -> e.message().messageId().equals(ids.messageId())).size();
        CaseFailed.unlessEqual(records, 0, "the number of records downstream");
        return "502 gone, so that the platform tries again";
    }
}
