/** From a command to a prepared attachment, an upload, a message and one result. */
@NullMarked
package io.attachrelay.sender;

import org.jspecify.annotations.NullMarked;
