package io.attachrelay.validator.inspect.claim;

import io.attachrelay.model.Finding;
import io.attachrelay.model.FindingCode;
import io.attachrelay.validator.inspect.policy.TypeNames;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The name's extension against those of the type that the bytes prove. */
final class ExtensionClaim implements ClaimCheck {

    private final TypeNames names;

    ExtensionClaim(TypeNames names) {
        this.names = names;
    }

    @Override
    public FindingCode finds() {
        return FindingCode.EXTENSION_MISMATCH;
    }

    @Override
    public Optional<Finding> look(Claims claims, @Nullable String type, long sizeBytes) {
        String name = claims.fileName();
        if (type == null || name == null || name.indexOf('.') < 0) {
            return Optional.empty();
        }
        String extension = NameEnding.of(name).last();
        Set<String> usual = names.extensions(type);
        boolean wrong =
                usual.isEmpty() ? names.knowsExtension(extension) : !usual.contains(extension);
        return wrong ? Optional.of(Finding.of(FindingCode.EXTENSION_MISMATCH)) : Optional.empty();
    }
}
