package io.attachrelay.validator.inspect.deep.office;

import io.attachrelay.model.FindingCode;
import io.attachrelay.validator.inspect.deep.FindingSink;
import io.attachrelay.validator.inspect.deep.Links;
import io.attachrelay.validator.inspect.deep.Place;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What fields do when a document is opened, or when they are clicked (ECMA-376 part 1, 17.16.5).
 */
final class Fields {

    private static final Pattern LOADING =
            Pattern.compile(
                    "[\\s\"]*(includetext|includepicture|include|import|link)\\b(.*)",
                    DdeFields.ANY_CASE);
    private static final Pattern LINK =
            Pattern.compile(
                    "[\\s\"]*hyperlink\\s+(?:\"([^\"]*)\"|([^\\s\"\\\\]\\S*|\\\\\\\\\\S+)).*",
                    DdeFields.ANY_CASE);
    private static final Pattern BETWEEN = Pattern.compile("[\\s\"]+");

    private Fields() {}

    /** Notes what is wrong with a field's instruction. */
    static void look(String instruction, FindingSink found) {
        if (DdeFields.isDde(instruction)) {
            found.add(FindingCode.OFFICE_DDE, "a field");
        }
        var loading = LOADING.matcher(instruction);
        if (loading.matches()) {
            String field = loading.group(1).toLowerCase(Locale.ROOT);
            if (loads(field, loading.group(2))) {
                found.add(FindingCode.OFFICE_EXTERNAL_TEMPLATE, "a field: " + field);
            }
        }
        var link = LINK.matcher(instruction);
        if (link.matches()) {
            String target = link.group(1) == null ? link.group(2) : link.group(1);
            Links.complaint(target).ifPresent(c -> found.add(FindingCode.OFFICE_LINK, c));
        }
    }

    /** A picture from the web is what web pages leave in a letter. */
    private static boolean loads(String field, String arguments) {
        boolean picture = field.equals("includepicture") || field.equals("import");
        return BETWEEN.splitAsStream(arguments)
                .anyMatch(place -> picture ? Place.isShare(place) : Place.isElsewhere(place));
    }
}
