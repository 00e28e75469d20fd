/**
 * What flow engines route on: the attributes that are computed, and an operator's rows over them.
 */
@NullMarked
package io.attachrelay.router.attributes;

import org.jspecify.annotations.NullMarked;
