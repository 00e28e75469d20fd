package io.attachrelay.sender.convert.office;

import java.util.Arrays;
import java.util.Optional;

/**
 * The kinds of documents that are converted. LibreOffice is told which it is: left to itself it
 * would take what is damaged for plain text, and make a PDF of that.
 */
enum OfficeFormat {
    DOCX("application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    XLSX("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    PPTX("application/vnd.openxmlformats-officedocument.presentationml.presentation"),
    DOC("application/msword"),
    XLS("application/vnd.ms-excel"),
    PPT("application/vnd.ms-powerpoint"),
    ODT("application/vnd.oasis.opendocument.text"),
    ODS("application/vnd.oasis.opendocument.spreadsheet"),
    ODP("application/vnd.oasis.opendocument.presentation"),
    RTF("application/rtf");

    private final String mediaType;

    OfficeFormat(String mediaType) {
        this.mediaType = mediaType;
    }

    /** The format of a MIME type that bytes proved. */
    static Optional<OfficeFormat> of(String mediaType) {
        String known = mediaType.equals("text/rtf") ? RTF.mediaType : mediaType;
        return Arrays.stream(values()).filter(it -> it.mediaType.equals(known)).findFirst();
    }

    /** The name of LibreOffice's filter that reads it. */
    String importFilter() {
        return switch (this) {
            case DOCX -> "MS Word 2007 XML";
            case XLSX -> "Calc MS Excel 2007 XML";
            case PPTX -> "Impress MS PowerPoint 2007 XML";
            case DOC -> "MS Word 97";
            case XLS -> "MS Excel 97";
            case PPT -> "MS PowerPoint 97";
            case ODT -> "writer8";
            case ODS -> "calc8";
            case ODP -> "impress8";
            case RTF -> "Rich Text Format";
        };
    }

    /** The name of LibreOffice's filter that makes a PDF of it. */
    String exportFilter() {
        return switch (this) {
            case DOCX, DOC, ODT, RTF -> "writer_pdf_Export";
            case XLSX, XLS, ODS -> "calc_pdf_Export";
            case PPTX, PPT, ODP -> "impress_pdf_Export";
        };
    }
}
