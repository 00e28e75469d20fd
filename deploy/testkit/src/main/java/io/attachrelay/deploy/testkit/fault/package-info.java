/** A TCP proxy that misbehaves on demand. */
@NullMarked
package io.attachrelay.deploy.testkit.fault;

import org.jspecify.annotations.NullMarked;
