package io.attachrelay.validator.inspect.claim;

import io.attachrelay.model.Finding;
import io.attachrelay.model.FindingCode;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The claimed size against the one that was counted. */
final class SizeClaim implements ClaimCheck {

    @Override
    public FindingCode finds() {
        return FindingCode.SIZE_MISMATCH;
    }

    @Override
    public Optional<Finding> look(Claims claims, @Nullable String type, long sizeBytes) {
        return claims.bytes() == null || claims.bytes() == sizeBytes
                ? Optional.empty()
                : Optional.of(
                        new Finding(
                                FindingCode.SIZE_MISMATCH,
                                "announced with %d bytes, has %d"
                                        .formatted(claims.bytes(), sizeBytes)));
    }
}
