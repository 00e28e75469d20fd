package io.attachrelay.sender;

import static org.awaitility.Awaitility.await;

import io.attachrelay.media.link.LinkSigner;
import io.attachrelay.media.link.TemporaryLinks;
import io.attachrelay.model.MediaId;
import io.attachrelay.model.MediaKind;
import io.attachrelay.model.Origin;
import io.attachrelay.model.StoredAttachment;
import io.attachrelay.sender.channel.ChannelMatrix;
import io.attachrelay.settings.Secret;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;

/**
 * A stage with converters and links. The tenant globex, on WhatsApp, has the product's rows; acme
 * wants nothing but conversions, on Viber a sentence about the file.
 */
abstract class FormsScenario extends SenderScenario {

    static final Secret SECRET = new Secret("0123456789abcdef");
    static final String GATEWAY = "https://relay.example.com/base";

    final TestConverter converter = new TestConverter("office", StoredFiles.DOCX_TYPE);
    final TestConverter webPages = new TestConverter("text", StoredFiles.HTML_TYPE);

    @Override
    SenderStage open(Path dir) throws Exception {
        Path own =
                Files.writeString(
                        dir.resolve("own.yaml"),
                        """
                        sources: {us: our own choice}
                        rows:
                          - {tenant: acme, otherwise: [], source: us, checked: 2026-11-27}
                          - {tenant: acme, channel: viber, takes: [], shows: [], otherwise: [summary],
                             source: us, checked: 2026-11-27}
                        """);
        var links =
                new TemporaryLinks(
                        new LinkSigner(SECRET, Clock.systemUTC()),
                        URI.create(GATEWAY),
                        Duration.ofHours(1),
                        Clock.systemUTC());
        return new SenderStage(
                dir,
                pace(),
                onDoubt(),
                ChannelMatrix.load(Optional.of(own), Set.of("acme", "globex")),
                List.of(converter, webPages),
                Optional.of(links));
    }

    @AfterEach
    void forget() {
        converter.makesPdf();
        converter.requests.clear();
    }

    /** Waits until what a file was converted to is published, for the first time or again. */
    StoredAttachment.Kept awaitConversionOf(MediaId source) {
        await().until(() -> !conversionsOf(source).isEmpty());
        return kept(conversionsOf(source).getLast());
    }

    List<SenderStage.Stored> conversionsOf(MediaId source) {
        try {
            return stage.stored().stream()
                    .filter(stored -> stored.event().message().origin() == Origin.CONVERSION)
                    .filter(stored -> stored.event().message().messageId().endsWith(source.value()))
                    .toList();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    static StoredAttachment.Kept kept(SenderStage.Stored stored) {
        return (StoredAttachment.Kept) stored.event().attachments().getFirst();
    }

    /** Accepts a conversion as the inspector does. */
    void accept(String tenant, StoredAttachment.Kept made) {
        stage.files.accept(
                tenant,
                made.mediaId(),
                "application/pdf",
                MediaKind.DOCUMENT,
                made.fileName(),
                StoredFiles.PDF);
    }
}
