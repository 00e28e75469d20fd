/** Genesys Cloud CX: the profile {@code genesys-media-events}. */
@NullMarked
package io.attachrelay.platform.genesys;

import org.jspecify.annotations.NullMarked;
