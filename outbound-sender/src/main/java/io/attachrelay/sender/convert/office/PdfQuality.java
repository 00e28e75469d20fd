package io.attachrelay.sender.convert.office;

/** How fine the pictures in a PDF are; text is always sharp. From the finest to the coarsest. */
enum PdfQuality {
    /** LibreOffice's own choice: for print. */
    FINE(90, 300),
    /** For screens. */
    COARSE(75, 150),
    /** Still to be recognised. */
    COARSEST(50, 75);

    private final int jpegQuality;
    private final int dotsPerInch;

    PdfQuality(int jpegQuality, int dotsPerInch) {
        this.jpegQuality = jpegQuality;
        this.dotsPerInch = dotsPerInch;
    }

    /** From 1 to 100. */
    int jpegQuality() {
        return jpegQuality;
    }

    /** The most. */
    int dotsPerInch() {
        return dotsPerInch;
    }
}
