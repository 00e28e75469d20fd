/** NICE CXone: the profile {@code cxone-conversation-events}. */
@NullMarked
package io.attachrelay.platform.cxone;

import org.jspecify.annotations.NullMarked;
