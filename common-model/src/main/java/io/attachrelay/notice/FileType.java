package io.attachrelay.notice;

import io.attachrelay.model.MediaKind;
import io.attachrelay.model.WireName;
import java.util.Locale;
import java.util.Map;

/** A type of file as people call it. */
public enum FileType implements WireName {
    PDF,
    WORD,
    EXCEL,
    POWERPOINT,
    TEXT_DOCUMENT,
    SPREADSHEET,
    PRESENTATION,
    TEXT,
    TABLE,
    WEB_PAGE,
    CONTACT,
    APPOINTMENT,
    PICTURE,
    SOUND,
    VIDEO,
    DOCUMENT;

    private static final String OOXML = "application/vnd.openxmlformats-officedocument.";
    private static final String ODF = "application/vnd.oasis.opendocument.";

    private static final Map<String, FileType> BY_MIME_TYPE =
            Map.ofEntries(
                    Map.entry("application/pdf", PDF),
                    Map.entry("application/msword", WORD),
                    Map.entry(OOXML + "wordprocessingml.document", WORD),
                    Map.entry("application/vnd.ms-excel", EXCEL),
                    Map.entry(OOXML + "spreadsheetml.sheet", EXCEL),
                    Map.entry("application/vnd.ms-powerpoint", POWERPOINT),
                    Map.entry(OOXML + "presentationml.presentation", POWERPOINT),
                    Map.entry(ODF + "text", TEXT_DOCUMENT),
                    Map.entry(ODF + "spreadsheet", SPREADSHEET),
                    Map.entry(ODF + "presentation", PRESENTATION),
                    Map.entry("application/rtf", TEXT_DOCUMENT),
                    Map.entry("text/plain", TEXT),
                    Map.entry("text/csv", TABLE),
                    Map.entry("text/html", WEB_PAGE),
                    Map.entry("text/vcard", CONTACT),
                    Map.entry("text/calendar", APPOINTMENT));

    /** That of a MIME type, or of the kind where the type has no name of its own. */
    public static FileType of(MediaKind kind, String mimeType) {
        return BY_MIME_TYPE.getOrDefault(
                mimeType,
                switch (kind) {
                    case IMAGE -> PICTURE;
                    case AUDIO -> SOUND;
                    case VIDEO -> VIDEO;
                    case DOCUMENT -> DOCUMENT;
                });
    }

    @Override
    public String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
