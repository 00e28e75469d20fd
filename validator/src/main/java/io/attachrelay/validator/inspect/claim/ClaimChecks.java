package io.attachrelay.validator.inspect.claim;

import io.attachrelay.model.Finding;
import io.attachrelay.model.FindingCode;
import io.attachrelay.validator.inspect.policy.TypeNames;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What was claimed of a file and its bytes belie. It decides nothing. */
public final class ClaimChecks {

    private final List<ClaimCheck> checks;

    /**
     * @param off the names of checks that are not made, which are those of their findings
     */
    public ClaimChecks(TypeNames names, Set<String> off) {
        checks =
                all(names).stream()
                        .filter(check -> !off.contains(check.finds().wireName()))
                        .toList();
    }

    // The one list: whoever writes a check of names or headers adds it here.
    private static List<ClaimCheck> all(TypeNames names) {
        return List.of(
                new TypeClaim(names),
                new SizeClaim(),
                new ExtensionClaim(names),
                new DoubleExtension(names),
                new MisleadingName());
    }

    /** The names of all checks of claims. */
    public static Set<String> names() {
        return Stream.of(
                        FindingCode.TYPE_MISMATCH,
                        FindingCode.SIZE_MISMATCH,
                        FindingCode.EXTENSION_MISMATCH,
                        FindingCode.DOUBLE_EXTENSION,
                        FindingCode.MISLEADING_NAME)
                .map(FindingCode::wireName)
                .collect(Collectors.toUnmodifiableSet());
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
