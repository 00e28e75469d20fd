/**
 * Wires finished parts into running services, in one process or several, alone or with simulated
 * platforms.
 */
@NullMarked
package io.attachrelay.deploy.system;

import org.jspecify.annotations.NullMarked;
