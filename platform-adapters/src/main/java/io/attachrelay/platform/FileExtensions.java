package io.attachrelay.platform;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The extensions that people expect of a type, the usual one first, for the types that the
 * channels' own tables name and their common relatives.
 */
final class FileExtensions {

    private static final String OFFICE = "application/vnd.openxmlformats-officedocument.";
    private static final String ODF = "application/vnd.oasis.opendocument.";

    private static final Map<String, List<String>> BY_TYPE =
            Stream.of(
                            row("image/jpeg", "jpg", "jpeg", "jpe", "jfif"),
                            row("image/png", "png"),
                            row("image/apng", "png", "apng"),
                            row("image/gif", "gif"),
                            row("image/webp", "webp"),
                            row("image/bmp", "bmp"),
                            row("image/tiff", "tif", "tiff"),
                            row("image/heic", "heic", "heif"),
                            row("image/heif", "heif", "heic"),
                            row("image/avif", "avif"),
                            row("image/svg+xml", "svg"),
                            row("audio/mpeg", "mp3"),
                            row("audio/mp4", "m4a", "mp4", "m4b"),
                            row("audio/aac", "aac"),
                            row("audio/amr", "amr"),
                            row("audio/ogg", "ogg", "oga", "opus"),
                            row("audio/vnd.wave", "wav"),
                            row("audio/wav", "wav"),
                            row("audio/x-wav", "wav"),
                            row("audio/flac", "flac"),
                            row("audio/webm", "weba", "webm"),
                            row("audio/3gpp", "3gp"),
                            row("audio/x-aiff", "aiff", "aif", "aifc"),
                            row("audio/x-ms-wma", "wma"),
                            row("video/mp4", "mp4", "m4v"),
                            row("video/quicktime", "mov", "qt"),
                            row("video/3gpp", "3gp", "3gpp"),
                            row("video/3gpp2", "3g2"),
                            row("video/webm", "webm"),
                            row("video/mpeg", "mpg", "mpeg"),
                            row("video/x-msvideo", "avi"),
                            row("video/x-matroska", "mkv"),
                            row("video/ogg", "ogv", "ogg"),
                            row("video/x-ms-wmv", "wmv"),
                            row("video/x-flv", "flv"),
                            row("application/pdf", "pdf"),
                            row("application/rtf", "rtf"),
                            row("application/msword", "doc", "dot"),
                            row("application/vnd.ms-excel", "xls", "xlt"),
                            row("application/vnd.ms-powerpoint", "ppt", "pps"),
                            row("application/vnd.ms-outlook", "msg"),
                            row(OFFICE + "wordprocessingml.document", "docx"),
                            row(OFFICE + "spreadsheetml.sheet", "xlsx"),
                            row(OFFICE + "presentationml.presentation", "pptx"),
                            row(ODF + "text", "odt"),
                            row(ODF + "spreadsheet", "ods"),
                            row(ODF + "presentation", "odp"),
                            row("application/zip", "zip"),
                            row("application/gzip", "gz", "tgz"),
                            row("application/json", "json"),
                            row("application/xml", "xml"),
                            row("text/xml", "xml"),
                            row("text/html", "html", "htm"),
                            row("text/csv", "csv"),
                            row("text/markdown", "md"),
                            row("text/calendar", "ics"),
                            row("text/vcard", "vcf"),
                            row("text/plain", "txt", "text", "log", "csv", "md", "json"))
                    .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

    private FileExtensions() {}

    /** Those of {@code mediaType}, whose parameters don't count; empty for other types. */
    static List<String> of(String mediaType) {
        String type = mediaType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        return BY_TYPE.getOrDefault(type, List.of());
    }

    /** Whether {@code extension}, in lower case, belongs to any of the types. */
    static boolean isKnown(String extension) {
        return BY_TYPE.values().stream().anyMatch(some -> some.contains(extension));
    }

    private static Map.Entry<String, List<String>> row(String type, String... extensions) {
        return Map.entry(type, List.of(extensions));
    }
}
