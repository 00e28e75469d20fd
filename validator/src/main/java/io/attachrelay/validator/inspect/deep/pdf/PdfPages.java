package io.attachrelay.validator.inspect.deep.pdf;

/**
 * How many pages a PDF was found to have.
 *
 * @param count not negative
 */
public record PdfPages(int count) {}
