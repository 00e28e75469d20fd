package io.attachrelay.sender;

import io.attachrelay.media.store.JsonSidecars;
import io.attachrelay.media.store.Latest;
import io.attachrelay.media.store.SidecarKey;
import io.attachrelay.media.store.SidecarStore;
import io.attachrelay.media.store.StoreException;
import io.attachrelay.model.OutboundCommand;
import io.attachrelay.model.Sha256;
import io.attachrelay.topic.RetryLaterException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * How far each command has come, in {@code {tenant}/commands/{hash of commandId}}, changed by
 * compare-and-set.
 *
 * <p>A write that failed may nevertheless stand, or a truth that was just learnt from the platform
 * could not be written: either way this process knows better than the store, remembers it and puts
 * the record right when the command is tried again. Only a crash forgets it; what is known of
 * commands that never come again, since another process has their conversations now, goes when
 * there is no room for it.
 */
final class Journal {

    /**
     * More than can have failed at once: as many writes as there are calls, since a command whose
     * page can't be read writes nothing.
     */
    private static final int MOST_UNSAVED = 10_000;

    /** No tenant has this name. */
    private static final String NOBODY = "_nobody";

    private final JsonSidecars<Entry> entries;
    private final Latest<SidecarKey, Unsaved> unsaved;
    private final Set<SidecarKey> open = ConcurrentHashMap.newKeySet();

    /**
     * @param store not closed by this
     */
    Journal(SidecarStore store) {
        this(store, MOST_UNSAVED);
    }

    /**
     * @param mostUnsaved of how many commands what could not be written is remembered
     */
    Journal(SidecarStore store, int mostUnsaved) {
        this.entries = new JsonSidecars<>(store, Entry.class);
        this.unsaved = new Latest<>(mostUnsaved);
    }

    /**
     * A command's page; a new one is not written before there is something to keep. The same
     * command may come under two keys, and so in two lanes: one of them has the page, until it
     * closes it.
     *
     * @param fingerprint the hash of the command
     * @throws RetryLaterException if the page is open or another process changed it meanwhile
     * @throws StoreException if the store fails
     */
    Page open(OutboundCommand command, Sha256 fingerprint) throws RetryLaterException {
        return open(
                SidecarKey.hashed(command.tenant(), "commands", command.commandId()),
                command,
                fingerprint);
    }

    /**
     * The page of a command whose tenant nobody knows: its name may be none that can name a folder,
     * and when it is known one day, the command begins anew.
     *
     * @throws RetryLaterException if the page is open or another process changed it meanwhile
     * @throws StoreException if the store fails
     */
    Page openOfNobody(OutboundCommand command, Sha256 fingerprint) throws RetryLaterException {
        String name = command.tenant() + " " + command.commandId();
        return open(SidecarKey.hashed(NOBODY, "commands", name), command, fingerprint);
    }

    private Page open(SidecarKey key, OutboundCommand command, Sha256 fingerprint)
            throws RetryLaterException {
        if (!open.add(key)) {
            throw new RetryLaterException("the command is under way", Duration.ZERO);
        }
        Page page = new Page(key, new Entry(command.commandId(), fingerprint, Progress.Open.NEW));
        try {
            page.read();
            return page;
        } catch (RetryLaterException | RuntimeException e) {
            page.close();
            throw e;
        }
    }

    /** Of how many commands something is remembered that could not be written. */
    int remembered() {
        return unsaved.size();
    }

    /** One command's record, as read and changed by one attempt. Not for several threads. */
    final class Page implements AutoCloseable {

        private final SidecarKey key;
        private Entry entry;
        private @Nullable String version;

        private Page(SidecarKey key, Entry fresh) {
            this.key = key;
            this.entry = fresh;
        }

        private void read() throws RetryLaterException {
            entries.read(key)
                    .ifPresent(stored -> {
                        entry = stored.value();
                        version = stored.version();
                    });
            Optional<Unsaved> known = unsaved.find(key).filter(u -> u.isOf(entry));
            if (known.isPresent()) {
                if (known.get().explains(entry.progress())) {
                    putRight(known.get().truth());
                }
                unsaved.forget(key);
            }
        }

        /** Written even where it stands: a write that is late must find the record changed. */
        private void putRight(Progress truth) throws RetryLaterException {
            write(truth, truth);
        }

        Progress progress() {
            return entry.progress();
        }

        /** The hash of the command that the record was begun for. */
        Sha256 fingerprint() {
            return entry.fingerprint();
        }

        /**
         * Writes what is about to be done. If that fails it is not to be done.
         *
         * @throws RetryLaterException if another process changed the record meanwhile
         */
        void announce(Progress next) throws RetryLaterException {
            change(next, entry.progress());
        }

        /**
         * Writes what has come true.
         *
         * @throws RetryLaterException if another process changed the record meanwhile
         */
        void settle(Progress next) throws RetryLaterException {
            change(next, next);
        }

        private void change(Progress next, Progress truth) throws RetryLaterException {
            if (version == null || !next.equals(entry.progress())) {
                write(next, truth);
            }
        }

        private void write(Progress next, Progress truth) throws RetryLaterException {
            unsaved.put(key, new Unsaved(entry, next, truth));
            Entry changed = new Entry(entry.commandId(), entry.fingerprint(), next);
            String known = version;
            Optional<String> written =
                    known == null
                            ? entries.create(key, changed)
                            : entries.replace(key, changed, known);
            version =
                    written.orElseThrow(() ->
                            new RetryLaterException("the journal was changed", Duration.ZERO));
            entry = changed;
            unsaved.forget(key);
        }

        @Override
        public void close() {
            open.remove(key);
        }
    }

    /** A write whose end is not known. */
    private record Unsaved(Entry before, Progress attempted, Progress truth) {

        /** Whether it was one of this command; its id may be another's as well. */
        boolean isOf(Entry entry) {
            return before.fingerprint().equals(entry.fingerprint());
        }

        /** Whether the store can hold {@code stored} because of this write alone. */
        boolean explains(Progress stored) {
            return stored.equals(before.progress()) || stored.equals(attempted);
        }
    }

    /** What stands in the store. */
    record Entry(String commandId, Sha256 fingerprint, Progress progress) {}
}
