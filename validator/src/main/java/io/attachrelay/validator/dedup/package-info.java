/**
 * The deduplicator: a Kafka Streams topology that lets each event pass once, exactly, under crashes
 * of itself and of the broker.
 */
@NullMarked
package io.attachrelay.validator.dedup;

import org.jspecify.annotations.NullMarked;
