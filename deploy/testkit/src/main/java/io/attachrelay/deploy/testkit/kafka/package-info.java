/** A real Kafka broker in a child process, to be killed and started again on its data. */
@NullMarked
package io.attachrelay.deploy.testkit.kafka;

import org.jspecify.annotations.NullMarked;
