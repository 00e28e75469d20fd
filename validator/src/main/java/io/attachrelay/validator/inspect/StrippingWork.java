package io.attachrelay.validator.inspect;

import io.attachrelay.validator.inspect.strip.Stripper;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The making of a clean copy; what comes out is the spool with the copy, or nothing. */
final class StrippingWork implements FileWork<Optional<Spool>> {

    private static final Logger log = LoggerFactory.getLogger(StrippingWork.class);

    private final Stripper stripper;
    private final String type;
    private final StoredOriginal original;
    private final Spool spool;

    /**
     * @param type canonical, one that the stripper applies to
     * @param spool empty; not closed by this
     */
    StrippingWork(Stripper stripper, String type, StoredOriginal original, Spool spool) {
        this.stripper = stripper;
        this.type = type;
        this.original = original;
        this.spool = spool;
    }

    @Override
    public Optional<Spool> run() {
        try (InputStream bytes = stripper.strip(type, original)) {
            // A copy without something is no larger than what it was made from, or hardly.
            boolean whole = spool.fill(bytes, 2 * original.size());
            original.complain();
            return whole ? Optional.of(spool) : Optional.empty();
        } catch (IOException _) {
            original.complain();
            return Optional.empty();
        } catch (RuntimeException e) {
            original.complain();
            throw e;
        }
    }

    @Override
    public Duration inStore() {
        return original.inStore();
    }

    @Override
    public void giveUp() {
        original.giveUp();
    }

    @Override
    public Optional<Spool> brokenOff(String why, @Nullable Throwable cause) {
        log.atWarn()
                .setMessage("media could not be stripped")
                .addKeyValue("media_id", original.mediaId())
                .addKeyValue("detail", why)
                // The trace of this one is the same line a thousand times.
                .setCause(cause instanceof StackOverflowError ? null : cause)
                .log();
        return Optional.empty();
    }
}
