/** What agents and customers are told: one room for all words in all languages. */
@NullMarked
package io.attachrelay.notice;

import org.jspecify.annotations.NullMarked;
