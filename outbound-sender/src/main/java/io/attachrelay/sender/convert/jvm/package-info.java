/** Conversions in Java processes of their own: docs/decisions/0027. */
@NullMarked
package io.attachrelay.sender.convert.jvm;

import org.jspecify.annotations.NullMarked;
