/** What was said of a file and its bytes belie: the one place that looks at names and headers. */
@NullMarked
package io.attachrelay.validator.inspect.claim;

import org.jspecify.annotations.NullMarked;
