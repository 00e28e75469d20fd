/** Files behind temporary links. */
@NullMarked
package io.attachrelay.gateway.link;

import org.jspecify.annotations.NullMarked;
