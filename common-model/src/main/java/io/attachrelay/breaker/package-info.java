/** When to leave a service of others alone that is down. */
@NullMarked
package io.attachrelay.breaker;

import org.jspecify.annotations.NullMarked;
