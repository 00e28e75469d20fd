package io.attachrelay.deploy.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.attachrelay.deploy.system.SimulatedSystem;
import io.attachrelay.deploy.testkit.platform.CxoneSimulator;
import io.attachrelay.deploy.testkit.platform.EventIds;
import io.attachrelay.deploy.testkit.platform.GenesysSimulator;
import io.attachrelay.deploy.testkit.platform.MediaItem;
import io.attachrelay.deploy.testkit.platform.PlatformSimulator;
import io.attachrelay.deploy.testkit.sample.SampleFile;
import io.attachrelay.deploy.testkit.sample.SampleFiles;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Media that arrive and are fine. */
final class ArrivingCases {

    private ArrivingCases() {}

    static List<DemoCase> all() {
        List<DemoCase> cases = new ArrayList<>();
        for (Sample sample : Sample.values()) {
            cases.add(
                    new DemoCase(
                            "Genesys: " + sample.words,
                            stage -> oneMedium(stage, stage.system().genesys(), sample)));
        }
        for (Sample sample : Sample.values()) {
            cases.add(
                    new DemoCase(
                            "CXone: " + sample.words,
                            stage -> oneMedium(stage, stage.system().cxone(), sample)));
        }
        cases.add(
                new DemoCase(
                        "CXone: three attachments in one message",
                        ArrivingCases::threeAttachments));
        return cases;
    }

    /** The guide's four usual files. */
    private enum Sample {
        PNG("a PNG", SampleFiles.png(), "image"),
        JPEG("a JPEG", SampleFiles.jpeg(), "image"),
        PDF("a PDF", SampleFiles.pdf(), "document"),
        XLSX("an xlsx", SampleFiles.xlsx(), "document");

        private final String words;
        private final SampleFile file;
        private final String kind;

        Sample(String words, SampleFile file, String kind) {
            this.words = words;
            this.file = file;
            this.kind = kind;
        }

        MediaItem publishedAt(PlatformSimulator platform) {
            return platform.media().publish(file.name(), file.mimeType(), file);
        }
    }

    private static String oneMedium(DemoStage stage, PlatformSimulator platform, Sample sample)
            throws Exception {
        MediaItem item = sample.publishedAt(platform);
        EventIds ids = EventIds.random();
        JsonNode answer = DemoStage.acknowledged(platform, platform.mediaEvent(ids, item));
        // A cold machine may give the first try up, and find the file stored at the second.
        CaseFailed.unless(
                Set.of("stored", "duplicate").contains(answer.path("status").asText()),
                "the status is " + answer.path("status"));
        CaseFailed.unlessEqual(
                answer.at("/media/0/sha256").asText(), item.sha256(), "the stored SHA-256");
        Map<String, String> attributes = stage.attributes(platform, target(platform, ids), 1);
        CaseFailed.unlessEqual(attributes.get("media_verdict"), "accepted", "media_verdict");
        CaseFailed.unlessEqual(
                attributes.get("media_types"), sample.file.mimeType(), "media_types");
        CaseFailed.unlessEqual(attributes.get("media_kinds"), sample.kind, "media_kinds");
        return "stored, accepted, attributes at the platform";
    }

    private static String threeAttachments(DemoStage stage) throws Exception {
        SimulatedSystem system = stage.system();
        PlatformSimulator cxone = system.cxone();
        EventIds ids = EventIds.random();
        List<MediaItem> items =
                List.of(
                        Sample.PNG.publishedAt(cxone),
                        Sample.PDF.publishedAt(cxone),
                        Sample.XLSX.publishedAt(cxone));
        JsonNode answer = DemoStage.acknowledged(cxone, cxone.mediaEvent(ids, items));
        for (int i = 0; i < items.size(); i++) {
            CaseFailed.unlessEqual(
                    answer.at("/media/" + i + "/sha256").asText(),
                    items.get(i).sha256(),
                    "a stored SHA-256");
        }
        Map<String, String> attributes = stage.attributes(cxone, target(cxone, ids), 3);
        CaseFailed.unlessEqual(attributes.get("media_kinds"), "document,image", "media_kinds");
        CaseFailed.unlessEqual(attributes.get("media_verdict"), "accepted", "media_verdict");
        long total = items.stream().mapToLong(MediaItem::sizeBytes).sum();
        CaseFailed.unlessEqual(
                attributes.get("media_total_bytes"), Long.toString(total), "media_total_bytes");
        return "3 stored, one set of attributes";
    }

    /** What a platform keeps attributes under: Genesys the message, CXone the conversation. */
    static String target(PlatformSimulator platform, EventIds ids) {
        return switch (platform) {
            case GenesysSimulator _ -> ids.messageId();
            case CxoneSimulator _ -> ids.conversationId();
        };
    }
}
