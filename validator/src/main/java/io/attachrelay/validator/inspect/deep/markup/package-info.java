/** Markup that a browser would act on: a scanner as forgiving as browsers are, and rules. */
@NullMarked
package io.attachrelay.validator.inspect.deep.markup;

import org.jspecify.annotations.NullMarked;
