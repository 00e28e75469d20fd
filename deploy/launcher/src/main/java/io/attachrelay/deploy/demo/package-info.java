/**
 * The demo: the main job on real parts, each case checked against what the simulated platforms
 * really received.
 */
@NullMarked
package io.attachrelay.deploy.demo;

import org.jspecify.annotations.NullMarked;
