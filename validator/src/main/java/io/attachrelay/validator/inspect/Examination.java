package io.attachrelay.validator.inspect;

import io.attachrelay.model.Finding;
import io.attachrelay.model.MediaFacts;
import io.attachrelay.model.ReasonCode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the bytes of a file show, whatever it is called and wherever it came from. */
sealed interface Examination {

    /**
     * They make sense.
     *
     * @param type the canonical type that they prove
     * @param findings what the deep checks noticed
     */
    record Understood(String type, MediaFacts facts, List<Finding> findings)
            implements Examination {

        public Understood {
            findings = List.copyOf(findings);
        }
    }

    /**
     * They do not, or not within what a file may cost.
     *
     * @param type what they seem to be, canonical; {@code null} if nothing is known
     * @param cause what stopped the examination, {@code null} if it came to its end
     * @param findings what deep checks had noticed by then
     */
    record NotUnderstood(
            @Nullable String type,
            ReasonCode reason,
            String detail,
            @Nullable Throwable cause,
            List<Finding> findings)
            implements Examination {

        public NotUnderstood {
            findings = List.copyOf(findings);
        }
    }

    /** What the deep checks noticed. */
    List<Finding> findings();

    /** The canonical type that the bytes prove or seem to be; {@code null} if not known. */
    default @Nullable String typeIfKnown() {
        return switch (this) {
            case Understood(var type, _, _) -> type;
            case NotUnderstood(var type, _, _, _, _) -> type;
        };
    }
}
