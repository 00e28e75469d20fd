/** Texts, tables and web pages as PDF, in Java alone: nothing is fetched, no script runs. */
@NullMarked
package io.attachrelay.sender.convert.text;

import org.jspecify.annotations.NullMarked;
