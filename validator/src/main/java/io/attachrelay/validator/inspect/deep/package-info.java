/** What a file hides: small checks, each for one kind of trick, that judge nothing. */
@NullMarked
package io.attachrelay.validator.inspect.deep;

import org.jspecify.annotations.NullMarked;
