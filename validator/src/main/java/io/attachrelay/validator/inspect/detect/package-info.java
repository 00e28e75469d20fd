/** What a file is: small steps that tell its type from ranges of its bytes, and never its name. */
@NullMarked
package io.attachrelay.validator.inspect.detect;

import org.jspecify.annotations.NullMarked;
