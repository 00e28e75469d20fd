package io.attachrelay.validator.inspect.deep;

import java.time.Duration;

/**
 * What looking at one file may cost.
 *
 * @param time of a processor, above zero
 * @param allottedBytes over all the time, whether they are free again or not, above zero
 */
public record Limits(Duration time, long allottedBytes) {}
