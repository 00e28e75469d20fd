package io.attachrelay.media.fetch;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;

/**
 * A medium's body that outlives its connection: when it breaks or ends too early, the rest is asked
 * for and goes on where the bytes stopped (docs/decisions/0012). Reading fails with a {@link
 * StartAgainException} if no such rest is to be had, and with a {@link FetchEndedException} if the
 * host says something else of the medium.
 */
final class ResumingStream extends InputStream {

    /** How often in a row a host may break off next to no bytes after it was asked again. */
    private static final int MOST_IN_VAIN = 3;

    /** One buffer of a store; a host that brings less each time would hardly come to an end. */
    private static final int WORTH_IT_BYTES = 64 << 10;

    private final Source source;
    private final Stamina stamina;
    private MediaAnswer.Body part;
    private boolean broken;
    private long position;
    private long progressAt;

    /**
     * @param body from its first byte; closed by this
     * @param deadline of the whole download
     */
    ResumingStream(MediaAnswer.Body body, Source source, Deadline deadline) {
        this.part = body;
        this.source = source;
        this.stamina = new Stamina(MOST_IN_VAIN, deadline);
    }

    /** Where the rest of a body comes from. */
    interface Source {

        MediaAnswer get(Rest rest) throws IOException;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        // To read on for nothing might meet a break.
        while (length > 0) {
            try {
                if (broken) {
                    resume();
                }
                return passed(part.stream().read(bytes, offset, length));
            } catch (IOException e) {
                prepareToResume(e);
            }
        }
        return 0;
    }

    private void resume() throws IOException {
        switch (source.get(part.rest().orElseThrow().from(position))) {
            case MediaAnswer.Body rest -> {
                part = rest;
                broken = false;
            }
            case MediaAnswer.Other _ -> throw new StartAgainException("its rest is not to be had");
            case MediaAnswer.End(var outcome, _) -> throw new FetchEndedException(outcome);
        }
    }

    private int passed(int count) throws IOException {
        long total = part.rest().flatMap(Rest::knownTotal).orElse(-1L);
        if (count < 0 && position < total) {
            throw new EOFException("the body ended too early");
        }
        position += Math.max(count, 0);
        if (total >= 0 && position > total) {
            throw new StartAgainException("it brought more bytes than it said");
        }
        return count;
    }

    private void prepareToResume(IOException failure) throws IOException {
        if (isTheEnd(failure)) {
            throw failure;
        }
        part.close();
        broken = true;
        if (part.rest().isEmpty()) {
            throw new StartAgainException("the body broke off");
        }
        if (position - progressAt >= WORTH_IT_BYTES) {
            stamina.recover();
        }
        progressAt = position;
        stamina.restAfter(failure);
    }

    /** A host that is silent costs the most time: it is asked again only if it spoke before. */
    private boolean isTheEnd(IOException failure) {
        return switch (failure) {
            case StartAgainException _ -> true;
            case FetchEndedException e -> !e.isPassing();
            case InterruptedIOException _ -> part.rest().isEmpty() || position == progressAt;
            default -> false;
        };
    }

    @Override
    public void close() {
        part.close();
    }
}
