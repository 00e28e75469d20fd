/** A real clamd, the daemon of ClamAV, with signatures of a test's own. */
@NullMarked
package io.attachrelay.deploy.testkit.clamd;

import org.jspecify.annotations.NullMarked;
