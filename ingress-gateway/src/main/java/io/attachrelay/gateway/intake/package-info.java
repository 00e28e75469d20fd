/**
 * Takes attachments in: a webhook's media are fetched, a service's file is received, and what is
 * stored is published before anyone is told so.
 */
@NullMarked
package io.attachrelay.gateway.intake;

import org.jspecify.annotations.NullMarked;
