/** Pictures that take more memory than a viewer has, found by what their headers say. */
@NullMarked
package io.attachrelay.validator.inspect.deep.picture;

import org.jspecify.annotations.NullMarked;
