/** What remembering every event costs: the deduplicator beside a stream that remembers nothing. */
@NullMarked
package io.attachrelay.deploy.benchmarks.dedup;

import org.jspecify.annotations.NullMarked;
