package io.attachrelay.media.store;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.attachrelay.model.WireName;
import io.attachrelay.topic.RetryLaterException;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Write-ahead marks for calls that must not be made twice though the other side can't tell a
 * repeat, such as system messages. A call whose mark was begun and never ended is in doubt and is
 * not made again: better missing than doubled.
 */
public final class OnceMarks {

    private final SidecarStore store;
    private final JsonSidecars<Mark> marks;
    private final Clock clock;

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
     * @throws RetryLaterException if {@code call} throws it; it may then be made again
     * @throws StoreException if the store fails
     */
    public Ending once(SidecarKey key, Call call) throws RetryLaterException {
        Optional<String> begun = marks.create(key, new Mark(clock.instant(), null));
        if (begun.isEmpty()) {
            return marks.read(key).map(m -> m.value().ending()).orElse(Ending.IN_DOUBT);
        }
        Ending ending = make(call, key, begun.get());
        marks.replace(key, new Mark(clock.instant(), ending), begun.get());
        return ending;
    }

    private Ending make(Call call, SidecarKey key, String version) throws RetryLaterException {
        try {
            return call.run();
        } catch (RetryLaterException e) {
            store.delete(key, version);
            throw e;
        }
    }

    /** What shall be done once. */
    @FunctionalInterface
    public interface Call {
        /**
         * Makes the call.
         *
         * @throws RetryLaterException only if the other side surely did not do it
         */
        Ending run() throws RetryLaterException;
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
     * @param ended {@code null} while it is not known to have ended
     */
    record Mark(Instant at, @Nullable Ending ended) {
        Ending ending() {
            return ended == null ? Ending.IN_DOUBT : ended;
        }
    }
}
