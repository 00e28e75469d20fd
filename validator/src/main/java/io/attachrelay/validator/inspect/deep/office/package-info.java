/** What office documents hide: macros, DDE, templates and objects from elsewhere, passwords. */
@NullMarked
package io.attachrelay.validator.inspect.deep.office;

import org.jspecify.annotations.NullMarked;
