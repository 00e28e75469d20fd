package io.attachrelay.router.attributes;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An attribute as it counts for a tenant, and why.
 *
 * @param attribute its name at the platform
 * @param computed the attribute that it is computed as; {@code null} for one with values of its own
 * @param dropped whether it is left out
 * @param values the first whose condition holds is given; none if it is computed
 */
public record EffectiveAttribute(
        String attribute, @Nullable String computed, boolean dropped, List<Choice> values) {

    /**
     * A value and when it is given.
     *
     * @param when {@code null} for always
     */
    public record Choice(String value, @Nullable String when) {

        static Choice of(AttributeRow.Value row) {
            return new Choice(row.value(), row.when().isAlways() ? null : row.when().toString());
        }
    }
}
