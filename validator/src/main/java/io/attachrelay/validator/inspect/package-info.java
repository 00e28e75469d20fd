/** The inspector: reads stored bytes in bounded ranges and turns them into verdicts. */
@NullMarked
package io.attachrelay.validator.inspect;

import org.jspecify.annotations.NullMarked;
