package io.attachrelay.sender;

import io.attachrelay.model.MediaKind;
import java.util.Map;

/** Types of files as people call them. */
final class TypeWords {

    private static final String OOXML = "application/vnd.openxmlformats-officedocument.";
    private static final String ODF = "application/vnd.oasis.opendocument.";

    private static final Map<String, String> WORDS =
            Map.ofEntries(
                    Map.entry("application/pdf", "PDF document"),
                    Map.entry("application/msword", "Word document"),
                    Map.entry(OOXML + "wordprocessingml.document", "Word document"),
                    Map.entry("application/vnd.ms-excel", "Excel spreadsheet"),
                    Map.entry(OOXML + "spreadsheetml.sheet", "Excel spreadsheet"),
                    Map.entry("application/vnd.ms-powerpoint", "PowerPoint presentation"),
                    Map.entry(OOXML + "presentationml.presentation", "PowerPoint presentation"),
                    Map.entry(ODF + "text", "text document"),
                    Map.entry(ODF + "spreadsheet", "spreadsheet"),
                    Map.entry(ODF + "presentation", "presentation"),
                    Map.entry("application/rtf", "text document"),
                    Map.entry("text/plain", "text"),
                    Map.entry("text/csv", "table"),
                    Map.entry("text/html", "web page"),
                    Map.entry("text/vcard", "contact"),
                    Map.entry("text/calendar", "appointment"));

    private TypeWords() {}

    static String of(MediaKind kind, String type) {
        return WORDS.getOrDefault(
                type,
                switch (kind) {
                    case IMAGE -> "picture";
                    case AUDIO -> "sound";
                    case VIDEO -> "video";
                    case DOCUMENT -> "document";
                });
    }
}
