/** Slow calls to a platform, many conversations at once and each in its order. */
@NullMarked
package io.attachrelay.deploy.benchmarks.calls;

import org.jspecify.annotations.NullMarked;
