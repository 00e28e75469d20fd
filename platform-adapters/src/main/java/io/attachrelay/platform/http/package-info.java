/** The polite HTTP client that all adapters share: tokens, time-outs, and what an answer means. */
@NullMarked
package io.attachrelay.platform.http;

import org.jspecify.annotations.NullMarked;
