package io.attachrelay.topic;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.attachrelay.model.AuditEntry;
import io.attachrelay.model.Custody;
import io.attachrelay.model.DedupKey;
import io.attachrelay.model.Finding;
import io.attachrelay.model.FindingCode;
import io.attachrelay.model.JudgedAttachment;
import io.attachrelay.model.MediaFacts;
import io.attachrelay.model.MediaId;
import io.attachrelay.model.MediaKind;
import io.attachrelay.model.MessageContext;
import io.attachrelay.model.Origin;
import io.attachrelay.model.OutboundCommand;
import io.attachrelay.model.OutboundResult;
import io.attachrelay.model.Outcome;
import io.attachrelay.model.Profile;
import io.attachrelay.model.ReasonCode;
import io.attachrelay.model.Sha256;
import io.attachrelay.model.StoredAttachment;
import io.attachrelay.model.StoredEvent;
import io.attachrelay.model.Timings;
import io.attachrelay.model.Verdict;
import io.attachrelay.model.VerdictEvent;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Records of every kind with any values that they may have; the same for the same seed. */
final class Samples {

    private static final List<ReasonCode> REFUSALS =
            List.of(ReasonCode.TOO_LARGE, ReasonCode.URL_NOT_ALLOWED, ReasonCode.GONE);

    private static final List<String> TEXTS =
            List.of(
                    "a",
                    "Rechnung März.pdf",
                    "写真 📎.jpg",
                    "../../etc/passwd",
                    "\"quoted\" \\ and \u0000 and \n",
                    "مرفق",
                    "x".repeat(300));

    private static final String[] TENANTS = {"acme", "Globex_2", "-"};

    private final Random random;

    Samples(long seed) {
        random = new Random(seed);
    }

    StoredEvent stored() {
        return new StoredEvent(
                message(),
                new DedupKey(text()),
                Stream.generate(this::attachment).limit(few()).toList());
    }

    VerdictEvent verdict() {
        return new VerdictEvent(
                message(),
                new DedupKey(text()),
                Stream.generate(this::judged).limit(few()).toList());
    }

    OutboundCommand command() {
        var attachment = new OutboundCommand.Attachment(name(), maybe(this::text));
        boolean bare = random.nextBoolean();
        return new OutboundCommand(
                "command-" + random.nextLong(),
                name(),
                name(),
                maybe(this::text),
                maybe(this::text),
                maybe(this::text),
                bare ? text() : maybe(this::text),
                bare ? null : attachment,
                maybe(this::time),
                maybe(this::time));
    }

    OutboundResult result() {
        Outcome outcome = any(Outcome.values());
        boolean sent = outcome == Outcome.SENT;
        return new OutboundResult(
                text(),
                text(),
                text(),
                outcome,
                sent ? text() : null,
                maybe(this::text),
                maybe(() -> mediaId().value()),
                maybe(() -> "image/jpeg"),
                sent ? null : any(ReasonCode.values()),
                sent ? null : text(),
                maybe(this::text),
                maybe(this::few),
                maybe(() -> new Timings(maybe(this::time), maybe(this::time), maybe(this::time))),
                time());
    }

    AuditEntry audit() {
        return AuditEntry.of(
                text(),
                text(),
                time(),
                maybe(this::text),
                text(),
                maybe(this::sha256),
                text(),
                text());
    }

    private MessageContext message() {
        Profile profile = any(Profile.values());
        return new MessageContext(
                any(TENANTS),
                any(Origin.values()),
                profile.platform(),
                profile,
                text(),
                text(),
                text(),
                text(),
                time());
    }

    private StoredAttachment attachment() {
        return random.nextBoolean() ? kept() : refused();
    }

    private StoredAttachment kept() {
        return new StoredAttachment.Kept(
                mediaId(),
                maybe(this::text),
                maybe(this::text),
                maybe(random::nextLong),
                random.nextLong(Long.MAX_VALUE),
                sha256());
    }

    private StoredAttachment refused() {
        ReasonCode reason = REFUSALS.get(random.nextInt(REFUSALS.size()));
        return new StoredAttachment.Refused(
                mediaId(), maybe(this::text), maybe(this::text), reason);
    }

    private JudgedAttachment judged() {
        var findings = Stream.generate(this::finding).limit(random.nextInt(3)).toList();
        return switch (random.nextInt(5)) {
            case 0 ->
                    new JudgedAttachment(
                            kept(),
                            new Verdict.Accepted(text(), any(MediaKind.values()), facts()),
                            findings);
            case 1 ->
                    new JudgedAttachment(
                            kept(),
                            new Verdict.Accepted(text(), any(MediaKind.values()), facts()),
                            findings,
                            any(Custody.values()),
                            maybe(this::mediaId));
            case 2 ->
                    new JudgedAttachment(
                            kept(),
                            new Verdict.Rejected(
                                    text(),
                                    maybe(() -> any(MediaKind.values())),
                                    any(ReasonCode.values()),
                                    text()),
                            findings);
            case 3 ->
                    new JudgedAttachment(
                            kept(),
                            new Verdict.Unreadable(
                                    maybe(this::text), any(ReasonCode.values()), text()),
                            findings,
                            any(Custody.values()),
                            null);
            default -> {
                var refused = (StoredAttachment.Refused) refused();
                yield new JudgedAttachment(
                        refused, new Verdict.Refused(refused.refusal()), findings);
            }
        };
    }

    private Finding finding() {
        return new Finding(any(FindingCode.values()), random.nextBoolean() ? "" : text());
    }

    private MediaFacts facts() {
        return new MediaFacts(
                maybe(this::positive),
                maybe(this::positive),
                maybe(this::positive),
                maybe(() -> random.nextLong(Long.MAX_VALUE)),
                maybe(() -> "opus"));
    }

    private int positive() {
        return random.nextInt(Integer.MAX_VALUE);
    }

    private MediaId mediaId() {
        return MediaId.of(text(), any(Profile.values()).platform(), text(), text(), text());
    }

    private Sha256 sha256() {
        return Sha256.of(text().getBytes(UTF_8));
    }

    /** With any number of digits after the second. */
    private Instant time() {
        Instant second = Instant.ofEpochSecond(random.nextLong(4_000_000_000L));
        return switch (random.nextInt(4)) {
            case 0 -> second;
            case 1 -> second.plusMillis(random.nextInt(1_000));
            case 2 -> second.plusNanos(1_000L * random.nextInt(1_000_000));
            default -> second.plusNanos(random.nextInt(1_000_000_000));
        };
    }

    private String text() {
        return TEXTS.get(random.nextInt(TEXTS.size())) + random.nextInt(1_000);
    }

    /** Whatever a service may take for a name or an id, of the length that is allowed. */
    private String name() {
        String text = text();
        return text.length() > 256 ? text.substring(0, 6) : text;
    }

    private int few() {
        return 1 + random.nextInt(4);
    }

    private <T> T any(T[] values) {
        return values[random.nextInt(values.length)];
    }

    private <T> @Nullable T maybe(Supplier<T> value) {
        return random.nextBoolean() ? value.get() : null;
    }
}
