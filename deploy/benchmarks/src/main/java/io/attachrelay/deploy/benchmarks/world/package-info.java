/** What is measured and what it stands on: real servers, each in a process of its own. */
@NullMarked
package io.attachrelay.deploy.benchmarks.world;

import org.jspecify.annotations.NullMarked;
