package io.attachrelay.media.store;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.attachrelay.model.WireName;
import io.attachrelay.topic.RetryLaterException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Write-ahead marks for calls that must not be made twice though the other side can't tell a
 * repeat, such as system messages. A call whose mark was begun and never ended is in doubt and is
 * not made again: better missing than doubled. What this process knows better than the store, since
 * a write failed, it remembers until the call is asked for again; only a crash forgets it.
 */
public final class OnceMarks {

    /** As many as can have failed at once, and more. */
    private static final int MOST_UNSAVED = 10_000;

    private final SidecarStore store;
    private final JsonSidecars<Mark> marks;
    private final Clock clock;
    private final Latest<SidecarKey, Unsaved> unsaved = new Latest<>(MOST_UNSAVED);
    private final Set<SidecarKey> open = ConcurrentHashMap.newKeySet();

    /**
     * @param store not closed by this
     */
    public OnceMarks(SidecarStore store, Clock clock) {
        this.store = store;
        this.marks = new JsonSidecars<>(store, Mark.class);
        this.clock = clock;
    }

    /**
     * Makes the call unless it was begun before, by whomever.
     *
     * @return how the one call ended
     * @throws RetryLaterException if {@code call} throws it, or another thread or process is at it;
     *     it may then be made again
     * @throws StoreException if the store fails
     */
    public Ending once(SidecarKey key, Call call) throws RetryLaterException {
        if (!open.add(key)) {
            throw new RetryLaterException("the call is under way", Duration.ZERO);
        }
        try {
            return ending(key, call);
        } finally {
            open.remove(key);
        }
    }

    private Ending ending(SidecarKey key, Call call) throws RetryLaterException {
        Optional<JsonSidecars.Versioned<Mark>> standing = marks.read(key);
        Optional<Unsaved> known = unsaved.find(key).filter(u -> u.explains(standing));
        if (standing.isPresent() && known.isEmpty()) {
            return standing.get().value().ending();
        }
        Mark mark = known.map(Unsaved::mark).orElseGet(this::newMark);
        var attempt =
                new Attempt(key, mark, standing.map(JsonSidecars.Versioned::version).orElse(null));
        Optional<Ending> ended = known.map(Unsaved::ending);
        return ended.isPresent() ? attempt.end(ended.get()) : attempt.make(call);
    }

    private Mark newMark() {
        return new Mark(clock.instant(), UUID.randomUUID().toString(), null);
    }

    /** One try at a call, by one thread. */
    private final class Attempt {

        private final SidecarKey key;
        private final Mark mark;
        private @Nullable String version;
        private boolean begun;

        /**
         * @param version of the mark, if it stands already; {@code null} if none does
         */
        Attempt(SidecarKey key, Mark mark, @Nullable String version) {
            this.key = key;
            this.mark = mark;
            this.version = version;
        }

        Ending make(Call call) throws RetryLaterException {
            try {
                return end(call.run(this::begin));
            } catch (RetryLaterException e) {
                takeBack();
                throw e;
            }
        }

        private void begin() throws RetryLaterException {
            if (version == null) {
                unsaved.put(key, new Unsaved(mark, null));
                version =
                        marks.create(key, mark)
                                .orElseThrow(() ->
                                        new RetryLaterException(
                                                "another has begun the call", Duration.ZERO));
            }
            unsaved.forget(key);
            begun = true;
        }

        /** The call was surely not made. */
        private void takeBack() {
            if (!begun || version == null) {
                return;
            }
            unsaved.put(key, new Unsaved(mark, null));
            try {
                store.delete(key, version);
                unsaved.forget(key);
            } catch (StoreException _) {
                // The mark still stands, and this process knows better.
            }
        }

        Ending end(Ending ending) {
            Mark ended = new Mark(clock.instant(), mark.by(), ending);
            if (version == null) {
                return marks.settle(key, ended).ending();
            }
            unsaved.put(key, new Unsaved(mark, ending));
            marks.replace(key, ended, version);
            unsaved.forget(key);
            return ending;
        }
    }

    /**
     * What the store may not say.
     *
     * @param mark what stands there if its writing failed late, or its removal failed
     * @param ending of the call; {@code null} if it was surely not made
     */
    private record Unsaved(Mark mark, @Nullable Ending ending) {

        boolean explains(Optional<JsonSidecars.Versioned<Mark>> standing) {
            return standing.isEmpty() || standing.get().value().equals(mark);
        }
    }

    /** What shall be done once. */
    @FunctionalInterface
    public interface Call {
        /**
         * Makes the call.
         *
         * @param beginning told right before the call goes out
         * @throws RetryLaterException only if the other side surely did not do it
         */
        Ending run(Beginning beginning) throws RetryLaterException;
    }

    /** Told right before a call goes out: from then on it may have been made. */
    @FunctionalInterface
    public interface Beginning {
        /**
         * Marks the call as begun.
         *
         * @throws RetryLaterException if another process has begun it; the call then is not made
         * @throws StoreException if the store fails; the call then is not made
         */
        void begin() throws RetryLaterException;
    }

    /** How a call ended. */
    public enum Ending implements WireName {
        DONE("done"),
        /** The other side said no, for good. */
        REFUSED("refused"),
        /** It did not succeed in its time. */
        GIVEN_UP("given-up"),
        /** It was begun and its end is not known. */
        IN_DOUBT("in-doubt");

        private final String wireName;

        Ending(String wireName) {
            this.wireName = wireName;
        }

        /**
         * The constant with that name.
         *
         * @throws IllegalArgumentException naming the known ones, if there is none
         */
        @JsonCreator
        public static Ending of(String name) {
            return WireName.parse(Ending.class, name);
        }

        @JsonValue
        @Override
        public String wireName() {
            return wireName;
        }
    }

    /**
     * @param by tells one try's mark from another's; {@code null} if an earlier version wrote it
     * @param ended {@code null} while it is not known to have ended
     */
    record Mark(Instant at, @Nullable String by, @Nullable Ending ended) {
        Ending ending() {
            return ended == null ? Ending.IN_DOUBT : ended;
        }
    }
}
