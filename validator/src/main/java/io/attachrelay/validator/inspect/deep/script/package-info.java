/** Texts that an interpreter runs, whatever they are called. */
@NullMarked
package io.attachrelay.validator.inspect.deep.script;

import org.jspecify.annotations.NullMarked;
