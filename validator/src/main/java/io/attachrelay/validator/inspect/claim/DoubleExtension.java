package io.attachrelay.validator.inspect.claim;

import io.attachrelay.model.Finding;
import io.attachrelay.model.FindingCode;
import io.attachrelay.validator.inspect.policy.TypeNames;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A program's extension behind a document's, as in {@code invoice.pdf.exe}, of which desktops hide
 * the last; or before another one, as in {@code photo.php.jpg}, which some web servers run.
 */
final class DoubleExtension implements ClaimCheck {

    // What Windows, macOS and Linux start by a double click.
    private static final Set<String> PROGRAMS =
            Set.of(
                    "exe",
                    "scr",
                    "com",
                    "pif",
                    "bat",
                    "cmd",
                    "msi",
                    "msp",
                    "cpl",
                    "dll",
                    "js",
                    "jse",
                    "vbs",
                    "vbe",
                    "wsf",
                    "wsh",
                    "hta",
                    "ps1",
                    "jar",
                    "lnk",
                    "reg",
                    "url",
                    "chm",
                    "iso",
                    "img",
                    "vhd",
                    "sh",
                    "command",
                    "app",
                    "dmg",
                    "pkg",
                    "desktop",
                    "apk",
                    "deb",
                    "rpm",
                    "xll",
                    "appx",
                    "msix",
                    "scf",
                    "inf",
                    "gadget",
                    "application");

    // A name is often that of a site (example.com.pdf), or says what a text holds (setup.sh.txt).
    private static final Set<String> HIDDEN =
            Set.of(
                    "exe", "scr", "pif", "bat", "cmd", "msi", "vbs", "vbe", "hta", "jse", "ps1",
                    "lnk", "php", "phtml", "phar", "php5", "asp", "aspx", "jsp", "cgi");

    // What people take for something to be looked at, beside the types that have a row.
    private static final Set<String> SHOWN =
            Set.of(
                    "zip", "rar", "7z", "rtf", "odt", "ods", "odp", "htm", "html", "svg", "bmp",
                    "heic", "mkv", "wmv", "flac", "xml", "json", "docm", "xlsm", "eml", "msg",
                    "epub");

    private final TypeNames names;

    DoubleExtension(TypeNames names) {
        this.names = names;
    }

    @Override
    public FindingCode finds() {
        return FindingCode.DOUBLE_EXTENSION;
    }

    @Override
    public Optional<Finding> look(Claims claims, @Nullable String type, long sizeBytes) {
        if (claims.fileName() == null) {
            return Optional.empty();
        }
        NameEnding ending = NameEnding.of(claims.fileName());
        boolean behind = isShown(ending.before()) && PROGRAMS.contains(ending.last());
        boolean before = HIDDEN.contains(ending.before()) && isShown(ending.last());
        return behind || before
                ? Optional.of(
                        new Finding(
                                FindingCode.DOUBLE_EXTENSION,
                                "." + ending.before() + "." + ending.last()))
                : Optional.empty();
    }

    private boolean isShown(String extension) {
        return names.knowsExtension(extension) || SHOWN.contains(extension);
    }
}
