/** The load: how work is carried out many times at once, and how long each piece took. */
@NullMarked
package io.attachrelay.deploy.benchmarks.load;

import org.jspecify.annotations.NullMarked;
