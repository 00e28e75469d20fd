/** Simulators of the two platforms that speak the guide's contract over real sockets. */
@NullMarked
package io.attachrelay.deploy.testkit.platform;

import org.jspecify.annotations.NullMarked;
