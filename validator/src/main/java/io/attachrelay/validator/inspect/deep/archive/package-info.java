/** Archives that unpack to far more than they hold, found without unpacking them. */
@NullMarked
package io.attachrelay.validator.inspect.deep.archive;

import org.jspecify.annotations.NullMarked;
