/** What agents are told in words: one room for all reasons in all languages. */
@NullMarked
package io.attachrelay.notice;

import org.jspecify.annotations.NullMarked;
