package io.attachrelay.validator.inspect.deep.polyglot;

import java.util.Set;

/** Types that behave alike here. */
final class Families {

    // Files of any type may stand in them as they are.
    private static final Set<String> ARCHIVES =
            Set.of(
                    "application/zip",
                    "application/x-tar",
                    "application/x-gtar",
                    "application/x-archive",
                    "application/x-cpio",
                    "application/x-rar-compressed",
                    "application/x-7z-compressed",
                    "application/x-xar",
                    "application/x-chrome-package",
                    "application/x-iso9660-image",
                    "application/x-ole-storage",
                    "application/mbox",
                    "message/rfc822",
                    "multipart/related",
                    "application/postscript");

    private Families() {}

    static boolean isPdf(String type) {
        return type.equals("application/pdf");
    }

    static boolean isArchive(String type) {
        return ARCHIVES.contains(type);
    }

    /** Pictures, sound and films that are no text. */
    static boolean isMedium(String type) {
        return (type.startsWith("image/") || type.startsWith("audio/") || type.startsWith("video/"))
                && !type.endsWith("+xml");
    }

    /** Text, markup or code. */
    static boolean isText(String type) {
        return type.startsWith("text/")
                || type.endsWith("+xml")
                || type.equals("application/xml")
                || type.equals("application/json");
    }
}
