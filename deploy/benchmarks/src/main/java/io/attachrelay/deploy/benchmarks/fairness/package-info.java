/** What one tenant notices of another's flood. */
@NullMarked
package io.attachrelay.deploy.benchmarks.fairness;

import org.jspecify.annotations.NullMarked;
