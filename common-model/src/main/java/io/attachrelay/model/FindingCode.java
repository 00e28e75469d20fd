package io.attachrelay.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * What an inspection can notice in a file: a closed list, part of the public contract. A finding
 * decides nothing by itself; the policy says for each whether it is accepted, stripped, quarantined
 * or rejected.
 */
public enum FindingCode implements WireName {
    /** The platform claimed another type than the bytes prove. */
    TYPE_MISMATCH("type-mismatch", ReasonCode.CLAIM_MISMATCH),
    /** The platform claimed another size than the file has. */
    SIZE_MISMATCH("size-mismatch", ReasonCode.CLAIM_MISMATCH),
    /** The name's extension is not one of the type that the bytes prove. */
    EXTENSION_MISMATCH("extension-mismatch", ReasonCode.CLAIM_MISMATCH),
    /** The name has an extension of a program or document before its last one, or the reverse. */
    DOUBLE_EXTENSION("double-extension", ReasonCode.MISLEADING_NAME),
    /** The name shows another extension than it has: right-to-left marks, blanks, look-alikes. */
    MISLEADING_NAME("misleading-name", ReasonCode.MISLEADING_NAME),
    /** A PDF that carries JavaScript. */
    PDF_JAVASCRIPT("pdf-javascript", ReasonCode.ACTIVE_CONTENT),
    /** A PDF that starts a program or opens a file of the reader's machine. */
    PDF_LAUNCH("pdf-launch", ReasonCode.ACTIVE_CONTENT),
    /** A PDF that carries other files. */
    PDF_EMBEDDED_FILE("pdf-embedded-file", ReasonCode.ACTIVE_CONTENT),
    /** A PDF that does something when it is opened beyond showing a page. */
    PDF_OPEN_ACTION("pdf-open-action", ReasonCode.ACTIVE_CONTENT),
    /** A PDF that does something on other events: a page is shown, a field is left. */
    PDF_ADDITIONAL_ACTION("pdf-additional-action", ReasonCode.ACTIVE_CONTENT),
    /** A PDF with a player: rich media, films, sound, 3D. */
    PDF_RICH_MEDIA("pdf-rich-media", ReasonCode.ACTIVE_CONTENT),
    /** A PDF that is an XFA form. */
    PDF_XFA("pdf-xfa", ReasonCode.ACTIVE_CONTENT),
    /** A PDF whose pages unpack to far more than they hold. */
    PDF_BOMB("pdf-bomb", ReasonCode.DECOMPRESSION_BOMB),
    /** An Office file with macros. */
    OFFICE_MACROS("office-macros", ReasonCode.ACTIVE_CONTENT),
    /** An Office file that loads a template or an object from elsewhere. */
    OFFICE_EXTERNAL_TEMPLATE("office-external-template", ReasonCode.ACTIVE_CONTENT),
    /** An Office file whose fields or cells start programs by DDE. */
    OFFICE_DDE("office-dde", ReasonCode.ACTIVE_CONTENT),
    /** An Office file that brings what is opened with it: text in another format, a control. */
    OFFICE_EMBEDDED_OBJECT("office-embedded-object", ReasonCode.ACTIVE_CONTENT),
    /** An Office file with a link that opens no page: to a program, a share, an odd scheme. */
    OFFICE_LINK("office-link", ReasonCode.ACTIVE_CONTENT),
    /** Markup that a browser would act on: scripts, event handlers, frames. */
    ACTIVE_MARKUP("active-markup", ReasonCode.ACTIVE_CONTENT),
    /** An archive that unpacks to far more than it holds. */
    ZIP_BOMB("zip-bomb", ReasonCode.DECOMPRESSION_BOMB),
    /** Archives within archives, deeper than anybody needs. */
    ZIP_NESTING("zip-nesting", ReasonCode.DECOMPRESSION_BOMB),
    /** A picture with more pixels than a viewer can hold. */
    IMAGE_BOMB("image-bomb", ReasonCode.DECOMPRESSION_BOMB),
    /** Bytes behind the end of the file that its type declares. */
    TRAILING_DATA("trailing-data", ReasonCode.TRAILING_DATA),
    /** A file that readers of a second type would take for one of theirs. */
    POLYGLOT("polyglot", ReasonCode.POLYGLOT),
    /** A program that a machine runs as it is. */
    EXECUTABLE("executable", ReasonCode.EXECUTABLE),
    /** A text that an interpreter runs. */
    SCRIPT("script", ReasonCode.EXECUTABLE),
    /** A file that can't be looked into without a password. */
    ENCRYPTED("encrypted", ReasonCode.ENCRYPTED_FILE),
    /** The antivirus knows it. */
    MALWARE("malware", ReasonCode.MALWARE),
    /** The antivirus could not be asked. */
    SCAN_UNAVAILABLE("scan-unavailable", ReasonCode.SCAN_UNAVAILABLE);

    private final String wireName;
    private final ReasonCode reason;

    FindingCode(String wireName, ReasonCode reason) {
        this.wireName = wireName;
        this.reason = reason;
    }

    /**
     * The finding with that code.
     *
     * @throws IllegalArgumentException naming the known ones, if there is none
     */
    @JsonCreator
    public static FindingCode of(String name) {
        return WireName.parse(FindingCode.class, name);
    }

    @JsonValue
    @Override
    public String wireName() {
        return wireName;
    }

    /** The reason of the verdict where the policy does not accept this finding. */
    public ReasonCode reason() {
        return reason;
    }

    /** Whether it is about what was said of the file and not about its bytes alone. */
    public boolean concernsClaims() {
        return reason.concernsClaims();
    }

    /** Whether it means that the content could not be looked into. */
    public boolean hidesContent() {
        return this == ENCRYPTED || this == SCAN_UNAVAILABLE;
    }
}
