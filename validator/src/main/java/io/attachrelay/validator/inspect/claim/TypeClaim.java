package io.attachrelay.validator.inspect.claim;

import io.attachrelay.model.Finding;
import io.attachrelay.model.FindingCode;
import io.attachrelay.validator.inspect.policy.TypeNames;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The claimed type, under any of its names, against the one that the bytes prove. */
final class TypeClaim implements ClaimCheck {

    private static final String UNSTATED = "application/octet-stream";

    private final TypeNames names;

    TypeClaim(TypeNames names) {
        this.names = names;
    }

    @Override
    public FindingCode finds() {
        return FindingCode.TYPE_MISMATCH;
    }

    @Override
    public Optional<Finding> look(Claims claims, @Nullable String type, long sizeBytes) {
        if (type == null || claims.type() == null || claims.type().isBlank()) {
            return Optional.empty();
        }
        String claimed = names.canonical(claims.type());
        return claimed.equals(UNSTATED) || claimed.equals(type)
                ? Optional.empty()
                : Optional.of(new Finding(FindingCode.TYPE_MISMATCH, "announced as " + claimed));
    }
}
