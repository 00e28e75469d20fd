/** Other forms of a file for channels that can't show it as it is: one port, several converters. */
@NullMarked
package io.attachrelay.sender.convert;

import org.jspecify.annotations.NullMarked;
