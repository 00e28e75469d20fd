package io.attachrelay.platform;

import org.jspecify.annotations.Nullable;

/** What a platform's id may be: they stand in keys, headers and URLs. */
public final class PlatformId {

    /** Characters: ten times what the ids in the guide's examples have. */
    public static final int LONGEST = 512;

    private PlatformId() {}

    /** Why {@code id} is not usable, without the id; {@code null} if it is. */
    public static @Nullable String complaint(String id) {
        if (id.isBlank()) {
            return "blank";
        }
        if (id.length() > LONGEST) {
            return "longer than " + LONGEST + " characters";
        }
        return id.codePoints().anyMatch(PlatformId::unprintable)
                ? "with control characters or half a surrogate pair"
                : null;
    }

    private static boolean unprintable(int codePoint) {
        int type = Character.getType(codePoint);
        return type == Character.CONTROL || type == Character.SURROGATE;
    }
}
