/**
 * Files that readers of a second type would take for theirs: where those look, small checks look.
 */
@NullMarked
package io.attachrelay.validator.inspect.deep.polyglot;

import org.jspecify.annotations.NullMarked;
