package io.attachrelay.validator.inspect.deep.office;

import io.attachrelay.validator.inspect.deep.Links;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Links that a person clicks: what opens no page, no letter and no document of the own disk. */
final class OfficeLinks {

    // What a domain may end in (com, app, sh) is left out: a link may lack its scheme.
    private static final Set<String> PROGRAMS =
            Set.of(
                    "exe", "scr", "pif", "bat", "cmd", "msi", "msp", "cpl", "dll", "jse", "vbs",
                    "vbe", "wsf", "wsh", "hta", "ps1", "jar", "lnk", "chm", "scf", "inf", "reg");
    // As names of files these are programs as well, and discs that show themselves.
    private static final Set<String> MORE_PROGRAMS =
            Set.of(
                    "com",
                    "js",
                    "url",
                    "iso",
                    "img",
                    "vhd",
                    "xll",
                    "application",
                    "settingcontent-ms");

    private OfficeLinks() {}

    /** What is wrong with a link's target, in words that do not tell it. */
    static Optional<String> complaint(String target) {
        if (Place.isShare(target)) {
            return Optional.of("a share");
        }
        boolean file = Place.isFile(target);
        if (!file && !Links.isPlain(target)) {
            return Optional.of(Place.scheme(target));
        }
        boolean local = file || !Place.isElsewhere(target);
        return local && PROGRAMS.contains(ending(target))
                ? Optional.of("a program")
                : Optional.empty();
    }

    /** Whether a file of this name is started by a double click. */
    static boolean isProgram(String fileName) {
        String ending = ending(fileName);
        return PROGRAMS.contains(ending) || MORE_PROGRAMS.contains(ending);
    }

    private static String ending(String name) {
        return name.substring(name.lastIndexOf('.') + 1).strip().toLowerCase(Locale.ROOT);
    }
}
