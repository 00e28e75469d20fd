/**
 * Where bytes are kept: the object-store port, its disk and Azure adapters, and what stands beside
 * an object.
 */
@NullMarked
package io.attachrelay.media.store;

import org.jspecify.annotations.NullMarked;
