package io.attachrelay.settings.rows;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sizes in words. A KB is 1024 bytes, an MB 1024 KB. */
public final class FileSize {

    private static final long KB = 1 << 10;
    private static final long MB = 1 << 20;
    private static final Pattern FORM = Pattern.compile("(\\d{1,9}) (KB|MB)");

    private FileSize() {}

    /**
     * The bytes of a size such as {@code 25 MB} or {@code 600 KB}.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static long parse(String words) {
        Matcher form = FORM.matcher(words);
        if (!form.matches()) {
            throw new IllegalArgumentException("is no size such as 25 MB or 600 KB");
        }
        return Long.parseLong(form.group(1)) * (form.group(2).equals("MB") ? MB : KB);
    }

    /** The size exactly, in the largest unit that allows it. */
    public static String words(long bytes) {
        if (bytes > 0 && bytes % MB == 0) {
            return bytes / MB + " MB";
        }
        return bytes > 0 && bytes % KB == 0 ? bytes / KB + " KB" : bytes + " bytes";
    }
}
