/** Who may use the memory and the processors when more want to than there is room for. */
@NullMarked
package io.attachrelay.media.share;

import org.jspecify.annotations.NullMarked;
