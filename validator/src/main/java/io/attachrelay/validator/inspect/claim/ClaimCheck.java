package io.attachrelay.validator.inspect.claim;

import io.attachrelay.model.Finding;
import io.attachrelay.model.FindingCode;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Compares one claim with what the bytes prove. */
interface ClaimCheck {

    /** The one thing that it may find; its name in the settings is that finding's. */
    FindingCode finds();

    /**
     * What is wrong with the claim, if something is.
     *
     * @param type the canonical type that the bytes prove; {@code null} if it is not known
     * @param sizeBytes of the bytes
     */
    Optional<Finding> look(Claims claims, @Nullable String type, long sizeBytes);
}
