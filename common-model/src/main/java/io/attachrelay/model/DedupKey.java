package io.attachrelay.model;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Collection;
import java.util.stream.Stream;

/**
 * What makes two deliveries the same: a hash of tenant, platform, message id and the sorted media
 * ids. The event id is no part of it: the same event id with other media is another event. A record
 * that lacks some of the media has a key of its own, see {@link #lacking}.
 *
 * @param value 32 hexadecimal digits
 */
public record DedupKey(@JsonValue String value) {

    @JsonCreator
    public DedupKey {
        if (value.isBlank()) {
            throw new IllegalArgumentException("a dedup key is not blank");
        }
    }

    /** The key of a message and its media, in whatever order they are named. */
    public static DedupKey of(
            String tenant, Platform platform, String messageId, Collection<MediaId> media) {
        Stream<String> head = Stream.of(tenant, platform.wireName(), messageId);
        Stream<String> sorted = media.stream().map(MediaId::value).sorted();
        return new DedupKey(
                Identifiers.hexOf128Bits(Stream.concat(head, sorted).toArray(String[]::new)));
    }

    /**
     * The key of a record of the same message and media that has no bytes of some of them, one for
     * each set: so that a later record that has them passes as news, and a repeat does not
     * (decision 0033).
     *
     * @param refused why they are refused makes no difference; if there are none the key is this
     *     one
     */
    public DedupKey lacking(Collection<MediaId> refused) {
        String ids = refused.stream().map(MediaId::value).sorted().collect(joining(","));
        return ids.isEmpty() ? this : derived("lacking " + ids);
    }

    /**
     * The key of an event that follows from this one in a certain way: always the same one.
     *
     * @param way such as {@code released}
     */
    public DedupKey derived(String way) {
        return new DedupKey(Identifiers.hexOf128Bits(value, way));
    }

    @Override
    public String toString() {
        return value;
    }
}
