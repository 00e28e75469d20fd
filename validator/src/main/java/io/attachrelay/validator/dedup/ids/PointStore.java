package io.attachrelay.validator.dedup.ids;

import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.kstream.Windowed;
import org.apache.kafka.streams.query.Position;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.WindowStore;
import org.apache.kafka.streams.state.WindowStoreIterator;

/** A window store whose entries are looked for one by one and never walked through. */
abstract class PointStore implements WindowStore<Bytes, byte[]> {

    @Override
    public final WindowStoreIterator<byte[]> fetch(Bytes key, long from, long to) {
        throw notWalkedThrough();
    }

    @Override
    public final KeyValueIterator<Windowed<Bytes>, byte[]> fetch(
            Bytes first, Bytes last, long from, long to) {
        throw notWalkedThrough();
    }

    @Override
    public final KeyValueIterator<Windowed<Bytes>, byte[]> fetchAll(long from, long to) {
        throw notWalkedThrough();
    }

    @Override
    public final KeyValueIterator<Windowed<Bytes>, byte[]> all() {
        throw notWalkedThrough();
    }

    private UnsupportedOperationException notWalkedThrough() {
        return new UnsupportedOperationException(name() + " can't be walked through");
    }

    /** Unknown: positions serve queries from outside, and none comes. */
    @Override
    public final Position getPosition() {
        return Position.emptyPosition();
    }

    @Override
    public final boolean persistent() {
        return true;
    }

    // Deprecated because one day no store will be asked.
    @SuppressWarnings("deprecation")
    @Override
    public final boolean managesOffsets() {
        return true;
    }
}
