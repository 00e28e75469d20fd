/** Reading the JSON of a webhook field by field, with complaints that name fields, never values. */
@NullMarked
package io.attachrelay.platform.webhook;

import org.jspecify.annotations.NullMarked;
