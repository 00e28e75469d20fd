/** Copies of files without what had to go: small strippers, each for some findings. */
@NullMarked
package io.attachrelay.validator.inspect.strip;

import org.jspecify.annotations.NullMarked;
