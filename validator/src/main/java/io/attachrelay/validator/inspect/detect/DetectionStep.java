package io.attachrelay.validator.inspect.detect;

import java.util.Optional;

/** One way to tell a file's type from its bytes. */
interface DetectionStep {

    /** The type, or empty if this step does not know it. */
    Optional<Detected> detect(Content content);
}
