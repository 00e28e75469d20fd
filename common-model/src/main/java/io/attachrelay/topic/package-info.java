/**
 * The wire: topics declared once, their codecs and headers, the publisher, the keyed consumer and
 * the dead letters.
 */
@NullMarked
package io.attachrelay.topic;

import org.jspecify.annotations.NullMarked;
