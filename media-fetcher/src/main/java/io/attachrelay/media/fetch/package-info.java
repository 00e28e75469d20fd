/** Guarded streaming download from a platform's media host into the store. */
@NullMarked
package io.attachrelay.media.fetch;

import org.jspecify.annotations.NullMarked;
