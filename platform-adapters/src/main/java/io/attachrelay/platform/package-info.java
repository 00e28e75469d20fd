/**
 * The ports to a contact-centre platform; each vendor's profile stands behind them in a package of
 * its own.
 */
@NullMarked
package io.attachrelay.platform;

import org.jspecify.annotations.NullMarked;
