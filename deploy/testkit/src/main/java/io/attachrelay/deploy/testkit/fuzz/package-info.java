/** Feeds mutated inputs to checks: seeded, so that every finding can be had again. */
@NullMarked
package io.attachrelay.deploy.testkit.fuzz;

import org.jspecify.annotations.NullMarked;
