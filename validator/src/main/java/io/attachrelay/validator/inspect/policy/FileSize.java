package io.attachrelay.validator.inspect.policy;

/** Sizes in words. A KB is 1024 bytes, an MB 1024 KB. */
public final class FileSize {

    private static final long KB = 1 << 10;
    private static final long MB = 1 << 20;

    private FileSize() {}

    /**
     * The bytes of a size such as {@code 25 MB} or {@code 600 KB}.
     *
     * @throws IllegalArgumentException if it is none
     */
    static long parse(String words) {
        String[] parts = words.split(" ");
        if (parts.length == 2) {
            long number = Long.parseLong(parts[0]);
            switch (parts[1]) {
                case "KB" -> {
                    return number * KB;
                }
                case "MB" -> {
                    return number * MB;
                }
                default -> {}
            }
        }
        throw new IllegalArgumentException("not a size in KB or MB: " + words);
    }

    /** The size exactly, in the largest unit that allows it. */
    public static String words(long bytes) {
        if (bytes > 0 && bytes % MB == 0) {
            return bytes / MB + " MB";
        }
        return bytes > 0 && bytes % KB == 0 ? bytes / KB + " KB" : bytes + " bytes";
    }
}
