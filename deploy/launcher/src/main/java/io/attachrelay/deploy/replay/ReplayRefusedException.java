package io.attachrelay.deploy.replay;

import java.util.Collection;

/** What was asked for can't be replayed; nothing was done. */
public final class ReplayRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private ReplayRefusedException(String message) {
        super(message);
    }

    /**
     * @param there topics on the broker that look like those of an installation
     */
    static ReplayRefusedException missing(
            Collection<String> topics, String servers, Collection<String> there) {
        return new ReplayRefusedException(
                "the broker at %s has no topic %s ('attachrelay topics' creates what is missing); it has %s"
                        .formatted(
                                servers,
                                String.join(", ", topics),
                                there.isEmpty()
                                        ? "none that could be replayed"
                                        : String.join(", ", there)));
    }

    static ReplayRefusedException usedFor(String id, ReplayScope before, ReplayScope wanted) {
        return new ReplayRefusedException(
                "the id %s was used for another replay: %s; a replay of %s needs a new one"
                        .formatted(id, before, wanted));
    }
}
