/** What channels take and show, as data, and what is done with a file that one does not show. */
@NullMarked
package io.attachrelay.sender.channel;

import org.jspecify.annotations.NullMarked;
