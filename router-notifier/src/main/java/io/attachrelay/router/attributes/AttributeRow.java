package io.attachrelay.router.attributes;

import org.jspecify.annotations.Nullable;

/** An operator's row about one attribute. */
sealed interface AttributeRow {

    /** The tenant that it is for; {@code null} for all. */
    @Nullable String tenant();

    /** A computed attribute goes under another name. */
    record Rename(@Nullable String tenant, MediaAttribute computed, String as)
            implements AttributeRow {}

    /** A computed attribute is left out. */
    record Drop(@Nullable String tenant, MediaAttribute computed) implements AttributeRow {}

    /** An attribute has a value where the condition holds. */
    record Value(@Nullable String tenant, String attribute, String value, Condition when)
            implements AttributeRow {}

    /** Whether it counts for a tenant; {@code null} is none. */
    default boolean isFor(@Nullable String someTenant) {
        String own = tenant();
        return own == null || own.equals(someTenant);
    }
}
