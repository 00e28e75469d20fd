/** What may be used where: rows of data with their sources, and what follows from them. */
@NullMarked
package io.attachrelay.validator.inspect.policy;

import org.jspecify.annotations.NullMarked;
