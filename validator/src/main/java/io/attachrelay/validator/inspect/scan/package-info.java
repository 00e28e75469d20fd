/** What an antivirus says of files: clamd over its INSTREAM, and what it said before. */
@NullMarked
package io.attachrelay.validator.inspect.scan;

import org.jspecify.annotations.NullMarked;
