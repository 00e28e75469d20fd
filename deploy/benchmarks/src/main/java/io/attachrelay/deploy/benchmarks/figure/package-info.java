/** Figures: medians, percentiles, ratios of one round, and the tables that show them. */
@NullMarked
package io.attachrelay.deploy.benchmarks.figure;

import org.jspecify.annotations.NullMarked;
