/**
 * The words of AttachRelay: events, attachments, verdicts, commands and results as they stand on
 * the wire.
 */
@NullMarked
package io.attachrelay.model;

import org.jspecify.annotations.NullMarked;
