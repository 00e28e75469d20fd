package io.attachrelay.deploy.demo;

import io.attachrelay.deploy.system.SimulatedSystem;
import io.attachrelay.deploy.testkit.platform.PlatformSimulator;
import io.attachrelay.deploy.testkit.platform.Received;
import io.attachrelay.deploy.testkit.sample.SampleFile;
import io.attachrelay.deploy.testkit.sample.SampleFiles;
import io.attachrelay.model.OutboundCommand;
import io.attachrelay.model.OutboundResult;
import io.attachrelay.model.Outcome;
import io.attachrelay.model.ReasonCode;
import io.attachrelay.model.Sha256;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/** Files that are sent. */
final class CommandCases {

    private CommandCases() {}

    static List<DemoCase> all() {
        return List.of(
                new DemoCase(
                        "send a PDF through Genesys",
                        stage -> send(stage, SimulatedSystem.ACME, stage.system().genesys())),
                new DemoCase(
                        "send a PDF through CXone",
                        stage -> send(stage, SimulatedSystem.GLOBEX, stage.system().cxone())),
                new DemoCase("send a text to WhatsApp, which shows none", CommandCases::converted),
                new DemoCase(
                        "send a PDF to LINE, which takes no documents", CommandCases::unsupported));
    }

    private static String send(DemoStage stage, String tenant, PlatformSimulator platform)
            throws Exception {
        byte[] bytes = SampleFiles.pdf().bytes();
        OutboundCommand command = command(stage, tenant, "web", SampleFiles.pdf());
        OutboundResult result = stage.command(command);
        CaseFailed.unlessEqual(result.outcome(), Outcome.SENT, "the outcome");
        Received.Upload upload = upload(platform, result);
        CaseFailed.unlessEqual(upload.sha256(), Sha256.of(bytes).hex(), "the uploaded SHA-256");
        CaseFailed.unlessEqual(
                String.valueOf(upload.contentType()), "application/pdf", "the uploaded type");
        CaseFailed.unlessEqual(
                String.valueOf(upload.fileName()), SampleFiles.pdf().name(), "the uploaded name");
        CaseFailed.unless(
                platform.received().messages().stream()
                        .anyMatch(m -> m.id().equals(result.platformMessageId())),
                "the platform has no such message");
        return "uploaded as " + upload.contentType() + " \"" + upload.fileName() + "\", sent";
    }

    private static String converted(DemoStage stage) throws Exception {
        PlatformSimulator cxone = stage.system().cxone();
        OutboundCommand command =
                command(stage, SimulatedSystem.GLOBEX, "whatsapp", SampleFiles.text());
        OutboundResult result = stage.command(command);
        CaseFailed.unlessEqual(result.outcome(), Outcome.SENT, "the outcome");
        CaseFailed.unlessEqual(
                String.valueOf(result.conversion()), "application/pdf", "what it was converted to");
        Received.Upload upload = upload(cxone, result);
        CaseFailed.unlessEqual(
                String.valueOf(upload.detectedType()), "application/pdf", "the uploaded type");
        return "uploaded as \"" + upload.fileName() + "\", sent";
    }

    private static Received.Upload upload(PlatformSimulator platform, OutboundResult result)
            throws CaseFailed {
        return platform.received().uploads().stream()
                .filter(u -> u.id().equals(result.platformMediaId()))
                .findFirst()
                .orElseThrow(() -> new CaseFailed("the platform has no such upload"));
    }

    private static String unsupported(DemoStage stage) throws Exception {
        PlatformSimulator cxone = stage.system().cxone();
        int uploads = cxone.received().uploads().size();
        OutboundCommand command = command(stage, SimulatedSystem.GLOBEX, "line", SampleFiles.pdf());
        OutboundResult result = stage.command(command);
        CaseFailed.unlessEqual(result.outcome(), Outcome.REJECTED, "the outcome");
        CaseFailed.unlessEqual(
                Objects.requireNonNull(result.reason()),
                ReasonCode.CHANNEL_TYPE_NOT_SUPPORTED,
                "the reason");
        CaseFailed.unlessEqual(cxone.received().uploads().size(), uploads, "the number of uploads");
        CaseFailed.unless(
                cxone.received().systemMessages().stream()
                        .anyMatch(m -> m.target().equals(command.conversationId())),
                "the agent was not told");
        return "rejected: " + result.reason().wireName() + ", the agent was told";
    }

    private static OutboundCommand command(
            DemoStage stage, String tenant, String channel, SampleFile file) throws Exception {
        String conversation = "conv-" + UUID.randomUUID();
        String mediaId =
                stage.handOver(tenant, conversation, file.name(), file.mimeType(), file.bytes());
        return new OutboundCommand(
                "cmd-" + UUID.randomUUID(),
                tenant,
                conversation,
                channel,
                "customer-1",
                "agent-1",
                "Your offer.",
                new OutboundCommand.Attachment(mediaId, file.name()),
                null,
                null);
    }
}
