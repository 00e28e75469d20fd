/**
 * Kafka and Azurite in containers, by Testcontainers. Whoever uses this adds {@code
 * testcontainers-kafka} and {@code testcontainers-azure} to the class path.
 */
@NullMarked
package io.attachrelay.deploy.testkit.container;

import org.jspecify.annotations.NullMarked;
