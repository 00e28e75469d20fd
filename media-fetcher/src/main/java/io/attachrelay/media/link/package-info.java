/** Signed, expiring links to accepted objects. */
@NullMarked
package io.attachrelay.media.link;

import org.jspecify.annotations.NullMarked;
