/** The benchmarks' command line. */
@NullMarked
package io.attachrelay.deploy.benchmarks;

import org.jspecify.annotations.NullMarked;
