/** Programs that are not ours, run in a box: what they see, take and leave behind is bounded. */
@NullMarked
package io.attachrelay.sender.convert.program;

import org.jspecify.annotations.NullMarked;
