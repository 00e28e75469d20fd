package io.attachrelay.validator.inspect;

import io.attachrelay.media.store.ObjectKey;
import io.attachrelay.media.store.ObjectStore;
import io.attachrelay.model.Finding;
import io.attachrelay.model.FindingCode;
import io.attachrelay.model.StoredAttachment;
import io.attachrelay.settings.AntivirusSettings;
import io.attachrelay.topic.RetryLaterException;
import io.attachrelay.validator.inspect.scan.Antivirus;
import io.attachrelay.validator.inspect.scan.Clamd;
import io.attachrelay.validator.inspect.scan.ScannerException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the antivirus has to say of stored objects. One that can't be asked is waited for, object by
 * object; after that it is a finding that it could not be asked, and the policy decides.
 */
final class Scanning {

    private static final Logger log = LoggerFactory.getLogger(Scanning.class);

    /** Whoever has not come again by then waits elsewhere: its partition has moved. */
    private static final Duration FORGOTTEN_AFTER = Duration.ofHours(1);

    private final Optional<Antivirus> antivirus;
    private final Duration patience;
    private final Clock clock;
    private final Map<ObjectKey, Instant> waitingSince = new ConcurrentHashMap<>();

    /**
     * @param store not closed by this
     */
    Scanning(AntivirusSettings settings, ObjectStore store, Clock clock) {
        this.antivirus = Clamd.of(settings).map(clamd -> new Antivirus(clamd, store));
        this.patience = settings.retryWithin();
        this.clock = clock;
    }

    /**
     * The findings; none if there is no antivirus.
     *
     * @throws RetryLaterException if it can't be asked and may be waited for
     * @throws io.attachrelay.media.store.StoreException if the store fails
     */
    List<Finding> findings(ObjectKey key, StoredAttachment.Kept kept) throws RetryLaterException {
        if (antivirus.isEmpty()) {
            return List.of();
        }
        try {
            List<Finding> findings = antivirus.get().scan(key, kept).findings();
            waitingSince.remove(key);
            return findings;
        } catch (ScannerException e) {
            return laterOrWithout(key, e);
        }
    }

    private List<Finding> laterOrWithout(ObjectKey key, ScannerException fault)
            throws RetryLaterException {
        Instant now = clock.instant();
        waitingSince.values().removeIf(t -> t.plus(patience).plus(FORGOTTEN_AFTER).isBefore(now));
        Instant since = waitingSince.computeIfAbsent(key, _ -> now);
        if (now.isBefore(since.plus(patience))) {
            throw new RetryLaterException(String.valueOf(fault.getMessage()), Duration.ZERO);
        }
        waitingSince.remove(key);
        log.atWarn()
                .setMessage("media could not be scanned, the policy decides without")
                .addKeyValue("media_id", key.mediaId())
                .addKeyValue("reason", fault.getMessage())
                .log();
        return List.of(
                new Finding(FindingCode.SCAN_UNAVAILABLE, "the antivirus could not be asked"));
    }
}
