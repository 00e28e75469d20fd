package io.attachrelay.validator.inspect.claim;

import io.attachrelay.model.Finding;
import io.attachrelay.validator.inspect.policy.TypeNames;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What was claimed of a file and its bytes belie. It decides nothing. */
public final class ClaimChecks {

    private final List<ClaimCheck> checks;

    public ClaimChecks(TypeNames names) {
        // The one list: whoever writes a check of names or headers adds it here.
        checks =
                List.of(
                        new TypeClaim(names),
                        new SizeClaim(),
                        new ExtensionClaim(names),
                        new DoubleExtension(names),
                        new MisleadingName());
    }

    /**
     * What is wrong with the claims.
     *
     * @param type the canonical type that the bytes prove; {@code null} if it is not known
     * @param sizeBytes of the bytes
     */
    public List<Finding> look(Claims claims, @Nullable String type, long sizeBytes) {
        return checks.stream()
                .map(check -> check.look(claims, type, sizeBytes))
                .flatMap(Optional::stream)
                .toList();
    }
}
