/** Whether the gateway can serve. */
@NullMarked
package io.attachrelay.gateway.health;

import org.jspecify.annotations.NullMarked;
