package io.attachrelay.validator.inspect.deep;

import static java.util.Map.entry;

import io.attachrelay.model.FindingCode;
import io.attachrelay.validator.inspect.detect.Content;
import io.attachrelay.validator.inspect.detect.Detected;
import java.util.Map;
import java.util.Set;

/**
 * What a type alone says: programs, compiled help, Office files with macros or under a password.
 */
public final class TypeCheck implements DeepCheck {

    private static final String MACROS = ".macroenabled.12";

    // Tika has many names for the systems and processors that these are made for.
    private static final String MACH_O = "application/x-mach-o";

    // Canonical names, as the steps of detection and Tika's magic give them.
    private static final Map<String, FindingCode> TYPES =
            Map.ofEntries(
                    entry("application/vnd.microsoft.portable-executable", FindingCode.EXECUTABLE),
                    entry("application/x-executable", FindingCode.EXECUTABLE),
                    entry("application/x-sharedlib", FindingCode.EXECUTABLE),
                    entry("application/x-object", FindingCode.EXECUTABLE),
                    entry("application/x-elf", FindingCode.EXECUTABLE),
                    entry("application/x-ms-shortcut", FindingCode.EXECUTABLE),
                    entry("application/x-msi", FindingCode.EXECUTABLE),
                    entry("application/x-ms-installer", FindingCode.EXECUTABLE),
                    entry("application/x-debian-package", FindingCode.EXECUTABLE),
                    entry("application/x-rpm", FindingCode.EXECUTABLE),
                    entry("application/x-chrome-package", FindingCode.EXECUTABLE),
                    entry("application/x-xpinstall", FindingCode.EXECUTABLE),
                    entry("application/x-python-bytecode", FindingCode.EXECUTABLE),
                    entry("application/vnd.ms-htmlhelp", FindingCode.SCRIPT),
                    entry("application/java-archive", FindingCode.EXECUTABLE),
                    entry("application/java-vm", FindingCode.EXECUTABLE),
                    entry("application/x-dex", FindingCode.EXECUTABLE),
                    entry("application/wasm", FindingCode.EXECUTABLE),
                    entry("application/vnd.android.package-archive", FindingCode.EXECUTABLE),
                    entry("application/x-tika-ooxml-protected", FindingCode.ENCRYPTED));

    @Override
    public String name() {
        return "type";
    }

    @Override
    public Set<FindingCode> finds() {
        return Set.of(
                FindingCode.EXECUTABLE,
                FindingCode.SCRIPT,
                FindingCode.OFFICE_MACROS,
                FindingCode.ENCRYPTED);
    }

    @Override
    public boolean appliesTo(String type) {
        return TYPES.containsKey(type) || type.endsWith(MACROS) || type.startsWith(MACH_O);
    }

    @Override
    public void look(Content content, Detected detected, FindingSink found) {
        FindingCode other =
                detected.type().startsWith(MACH_O)
                        ? FindingCode.EXECUTABLE
                        : FindingCode.OFFICE_MACROS;
        found.add(TYPES.getOrDefault(detected.type(), other), detected.type());
    }
}
