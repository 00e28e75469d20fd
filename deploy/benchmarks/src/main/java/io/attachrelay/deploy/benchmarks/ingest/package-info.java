/** How fast files come in, beside the machine's limit and beside a middleware that buffers. */
@NullMarked
package io.attachrelay.deploy.benchmarks.ingest;

import org.jspecify.annotations.NullMarked;
