/** Office documents to PDF, by LibreOffice: processes that are kept, each in the box. */
@NullMarked
package io.attachrelay.sender.convert.office;

import org.jspecify.annotations.NullMarked;
