/**
 * Pictures as JPEG or PNG that any viewer shows: upright, in sRGB, without metadata, small enough.
 */
@NullMarked
package io.attachrelay.sender.convert.image;

import org.jspecify.annotations.NullMarked;
