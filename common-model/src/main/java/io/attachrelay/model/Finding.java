package io.attachrelay.model;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Something that an inspection noticed in a file.
 *
 * @param detail where or what exactly, for a person; empty if the code says it all, cut off if it
 *     is long: names and addresses in hostile files have megabytes, and no record would take them
 */
public record Finding(FindingCode code, String detail) {

    /** The most characters that a detail has. */
    public static final int LONGEST_DETAIL = 256;

    private static final String CUT = "...";

    /** Cuts the detail. */
    public Finding {
        if (detail.length() > LONGEST_DETAIL) {
            detail = Excerpt.begin(detail, LONGEST_DETAIL - CUT.length()) + CUT;
        }
    }

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
