/**
 * Ids on the disk that survive a kill: a state store of Kafka Streams that holds what was committed
 * and nothing else.
 */
package io.attachrelay.validator.dedup.ids;
