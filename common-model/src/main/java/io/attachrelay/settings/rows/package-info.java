/** Files of rows over the product's own: read field by field, every mistake with its place. */
@NullMarked
package io.attachrelay.settings.rows;

import org.jspecify.annotations.NullMarked;
