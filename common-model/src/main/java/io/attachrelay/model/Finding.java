package io.attachrelay.model;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Something that an inspection noticed in a file.
 *
 * @param detail where or what exactly, for a person; empty if the code says it all
 */
public record Finding(FindingCode code, String detail) {

    /** A finding whose code says it all. */
    public static Finding of(FindingCode code) {
        return new Finding(code, "");
    }

    /** The first finding of each code, in their order. */
    static List<Finding> firstOfEach(Collection<Finding> findings) {
        Set<FindingCode> seen = EnumSet.noneOf(FindingCode.class);
        List<Finding> first = new ArrayList<>();
        for (Finding finding : findings) {
            if (seen.add(finding.code())) {
                first.add(finding);
            }
        }
        return List.copyOf(first);
    }
}
