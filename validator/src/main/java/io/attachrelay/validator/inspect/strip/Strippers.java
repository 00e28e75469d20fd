package io.attachrelay.validator.inspect.strip;

import io.attachrelay.model.FindingCode;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The strippers there are. */
public final class Strippers {

    // The one list: whoever writes a stripper adds it here.
    private static final List<Stripper> ALL = List.of(new TrailingDataStripper());

    private Strippers() {}

    /** All that some stripper can take out of files of some type. */
    public static Set<FindingCode> strippable() {
        Set<FindingCode> all = EnumSet.noneOf(FindingCode.class);
        ALL.forEach(stripper -> all.addAll(stripper.strips()));
        return all;
    }

    /** The one that takes all of this out of such a file, if there is one. */
    public static Optional<Stripper> find(String type, Collection<FindingCode> findings) {
        return ALL.stream()
                .filter(stripper -> stripper.appliesTo(type))
                .filter(stripper -> stripper.strips().containsAll(findings))
                .findFirst();
    }
}
