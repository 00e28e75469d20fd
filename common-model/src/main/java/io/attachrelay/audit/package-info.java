/** The audit trail: every step leaves an entry on {@code audit.v1}. */
@NullMarked
package io.attachrelay.audit;

import org.jspecify.annotations.NullMarked;
