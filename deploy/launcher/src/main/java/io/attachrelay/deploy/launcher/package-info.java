/** The one main: the command line, and the wiring of finished parts into running services. */
@NullMarked
package io.attachrelay.deploy.launcher;

import org.jspecify.annotations.NullMarked;
