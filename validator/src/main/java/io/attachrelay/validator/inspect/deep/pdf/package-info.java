/** What a PDF hides, found by reading only its structure. The one place that knows PDFBox. */
@NullMarked
package io.attachrelay.validator.inspect.deep.pdf;

import org.jspecify.annotations.NullMarked;
