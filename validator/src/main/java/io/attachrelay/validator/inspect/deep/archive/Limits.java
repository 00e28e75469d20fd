package io.attachrelay.validator.inspect.deep.archive;

import java.util.Optional;

/** How much an archive may unpack to. */
final class Limits {

    /** Apache POI's ZipSecureFile refuses entries that inflate to more than this. */
    static final int RATIO = 100;

    /** What unpacks to less does no harm at any ratio: tables of blanks reach a ratio of 500. */
    static final long HARMLESS_BYTES = 8 << 20;

    /** No document is that large; ClamAV looks at 400 MB of an archive and no further. */
    static final long MOST_BYTES = 1L << 30;

    /** ClamAV's MaxFiles. */
    static final int MOST_FILES = 10_000;

    private Limits() {}

    static Optional<String> complaint(long packed, long unpacked) {
        // A damaged size can be anything, so no product of it is formed.
        boolean steep = unpacked > HARMLESS_BYTES && unpacked / RATIO > packed;
        return steep || unpacked > MOST_BYTES || unpacked < 0
                ? Optional.of("%d bytes unpack to %d".formatted(packed, unpacked))
                : Optional.empty();
    }
}
