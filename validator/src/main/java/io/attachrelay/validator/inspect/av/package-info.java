/** Sound and films: what their containers say of them, and whether all of it is there. */
@NullMarked
package io.attachrelay.validator.inspect.av;

import org.jspecify.annotations.NullMarked;
