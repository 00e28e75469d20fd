/** The ingress gateway: webhook in, stored event out. */
@NullMarked
package io.attachrelay.gateway;

import org.jspecify.annotations.NullMarked;
