/** Sound and films in forms that phones play, by ffmpeg in the box. */
@NullMarked
package io.attachrelay.sender.convert.av;

import org.jspecify.annotations.NullMarked;
