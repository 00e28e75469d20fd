/**
 * Replays: copies chosen records of a topic to its replay topic, exactly once, under a replay id.
 */
@NullMarked
package io.attachrelay.deploy.replay;

import org.jspecify.annotations.NullMarked;
