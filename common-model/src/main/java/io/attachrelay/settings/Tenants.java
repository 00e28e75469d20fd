package io.attachrelay.settings;

import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The tenants' names, as they stand in keys. */
final class Tenants {

    private static final String SECTION = "tenants.";

    private Tenants() {}

    /** Every tenant that some key names, sorted. */
    static Set<String> names(Collection<String> keys) {
        return keys.stream()
                .filter(key -> key.startsWith(SECTION) && key.length() > SECTION.length())
                .map(key -> key.split("\\.", 3)[1])
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** A form of a key for each of {@code tenants}, or just itself if it is no tenant's. */
    static Stream<String> spellings(String form, Collection<String> tenants) {
        return form.startsWith(SECTION)
                ? tenants.stream().map(name -> form.replace("*", name))
                : Stream.of(form);
    }
}
