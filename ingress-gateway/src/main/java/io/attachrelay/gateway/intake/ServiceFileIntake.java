package io.attachrelay.gateway.intake;

import io.attachrelay.media.share.FairShare;
import io.attachrelay.media.share.Place;
import io.attachrelay.media.store.MediaStore;
import io.attachrelay.media.store.PutOutcome;
import io.attachrelay.media.store.StoredObject;
import io.attachrelay.model.DedupKey;
import io.attachrelay.model.MessageContext;
import io.attachrelay.model.Origin;
import io.attachrelay.model.Sha256;
import io.attachrelay.model.StoredAttachment;
import io.attachrelay.model.StoredEvent;
import io.attachrelay.platform.MediaReference;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Takes files from the company's own services: streams each into the store and publishes it like
 * any other. An empty file is taken too: the inspection says what it is.
 */
public final class ServiceFileIntake {

    /** As long as a webhook waits at most: both have a caller that waits. */
    private static final Duration ROOM_WITHIN = Duration.ofSeconds(8);

    private final MediaStore store;
    private final FairShare share;
    private final StoredRecords records;
    private final long maxBytes;
    private final Budgets budgets;
    private final GatewayMetrics metrics;
    private final Clock clock;

    ServiceFileIntake(
            MediaStore store,
            FairShare share,
            StoredRecords records,
            long maxBytes,
            Budgets budgets,
            GatewayMetrics metrics,
            Clock clock) {
        this.store = store;
        this.share = share;
        this.records = records;
        this.maxBytes = maxBytes;
        this.budgets = budgets;
        this.metrics = metrics;
        this.clock = clock;
    }

    /**
     * Stores and publishes. A repeat with the same idempotency key and bytes has the same answer.
     *
     * @throws io.attachrelay.media.store.StoreException if the store fails; nothing is stored
     */
    public Answer receive(ServiceFile file) {
        Answer answer = budgets.refusal(file.tenant()).orElseGet(() -> storeInTurn(file));
        metrics.serviceFile(file.tenant(), answer);
        return answer;
    }

    private Answer storeInTurn(ServiceFile file) {
        Optional<Place> room = awaitRoom(file.tenant().name());
        if (room.isEmpty()) {
            return Answer.Problem.tryAgain("too many files are under way");
        }
        try (Place _ = room.get()) {
            return store(file);
        }
    }

    private Optional<Place> awaitRoom(String tenant) {
        try {
            return share.enter(tenant, ROOM_WITHIN);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private Answer store(ServiceFile file) {
        MessageContext message = context(file);
        Medium medium = Medium.of(message, reference(file, message));
        var body = new DigestingBody(file.body());
        try {
            return switch (store.put(medium.key(), medium.identity(), body, maxBytes)) {
                case PutOutcome.TooLarge(long limit) ->
                        Answer.Problem.of(ProblemCode.BODY_TOO_LARGE, "over " + limit + " bytes");
                case PutOutcome.Created(var object) -> publish(file, message, medium, object);
                case PutOutcome.AlreadyThere(var object) ->
                        isSame(medium, object, body.finish(maxBytes))
                                ? publish(file, message, medium, object)
                                : conflict();
            };
        } catch (TooSlowException _) {
            return Answer.Problem.of(ProblemCode.TOO_SLOW, "64 KB a second are expected");
        } catch (InterruptedIOException _) {
            return Answer.Problem.tryAgain("the gateway is closing");
        } catch (IOException _) {
            // Nobody is likely to read this: the connection broke.
            return Answer.Problem.of(ProblemCode.MALFORMED, "the body ended early");
        } finally {
            budgets.pay(file.tenant(), body.received());
        }
    }

    private static boolean isSame(Medium medium, StoredObject object, Sha256 received) {
        return object.identity().equals(medium.identity()) && object.sha256().equals(received);
    }

    private static Answer conflict() {
        return Answer.Problem.of(
                ProblemCode.CONFLICT, "choose another Idempotency-Key for another file");
    }

    private Answer publish(
            ServiceFile file, MessageContext message, Medium medium, StoredObject object) {
        StoredAttachment kept = medium.kept(object);
        DedupKey key =
                DedupKey.of(
                        message.tenant(),
                        message.platform(),
                        message.messageId(),
                        List.of(medium.id()));
        return records.publish(new StoredEvent(message, key, List.of(kept)), file.trace())
                ? new Answer.Received(MediaReceipt.of(kept))
                : Answer.Problem.tryAgain("the file is stored, but not yet published");
    }

    private MessageContext context(ServiceFile file) {
        var settings = file.tenant().settings();
        String id = "service-" + identify(file);
        return new MessageContext(
                settings.name(),
                Origin.SERVICE,
                settings.profile().platform(),
                settings.profile(),
                id,
                id,
                file.conversationId(),
                settings.channel(),
                clock.instant());
    }

    /** The key hashed, so that whatever a service chose for it stands in no id. */
    private static String identify(ServiceFile file) {
        String key = file.idempotencyKey();
        return key == null
                ? UUID.randomUUID().toString()
                : Sha256.of(key.getBytes(StandardCharsets.UTF_8)).hex().substring(0, 32);
    }

    private static MediaReference reference(ServiceFile file, MessageContext message) {
        return new MediaReference(
                message.messageId(), "", file.declaredType(), file.fileName(), null);
    }
}
