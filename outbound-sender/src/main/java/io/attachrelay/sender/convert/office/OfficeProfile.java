package io.attachrelay.sender.convert.office;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** LibreOffice's settings for a process: nothing of a document may act or reach out. */
final class OfficeProfile {

    private static final String SETTINGS =
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <oor:items xmlns:oor="http://openoffice.org/2001/registry">
            %s</oor:items>
            """;

    private static final String ITEM =
            """
            <item oor:path="/org.openoffice.%s"><prop oor:name="%s" oor:op="fuse"><value>%s</value></prop></item>
            """;

    private static final String BUILD = "buildid=";

    private OfficeProfile() {}

    /**
     * Writes it into an empty folder.
     *
     * @param version LibreOffice's file that names its build
     */
    static void write(Path profile, Path version) throws IOException {
        Path user = Files.createDirectories(profile.resolve("user"));
        Files.writeString(user.resolve("registrymodifications.xcu"), SETTINGS.formatted(items()));
        Path extensions = Files.createDirectories(user.resolve("extensions"));
        Files.writeString(extensions.resolve("buildid"), build(version));
    }

    /** With it the profile is not taken for new, so LibreOffice needs no second start. */
    private static String build(Path version) throws IOException {
        if (!Files.exists(version)) {
            return "";
        }
        try (Stream<String> lines = Files.lines(version)) {
            return lines.filter(it -> it.startsWith(BUILD))
                    .map(it -> it.substring(BUILD.length()).strip())
                    .findFirst()
                    .orElse("");
        }
    }

    private static String items() {
        return String.join(
                "",
                // Only documents from folders that are trusted may run macros, and none is.
                item("Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
                item("Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
                item("Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
                // Never, which each of the two counts in its own way.
                item("Office.Writer/Content/Update", "Link", "0"),
                item("Office.Calc/Content/Update", "Link", "1"));
    }

    private static String item(String path, String name, String value) {
        return ITEM.formatted(path, name, value);
    }
}
