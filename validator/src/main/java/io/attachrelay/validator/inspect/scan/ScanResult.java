package io.attachrelay.validator.inspect.scan;

import io.attachrelay.model.Finding;
import io.attachrelay.model.FindingCode;
import java.util.List;

/** What an antivirus says of a file. */
public sealed interface ScanResult {

    /** It knows nothing bad of it. */
    record Clean() implements ScanResult {}

    /**
     * A signature fits.
     *
     * @param signature its name
     */
    record Known(String signature) implements ScanResult {}

    /**
     * It can't scan this file, now or later.
     *
     * @param why for a person
     */
    record NotScannable(String why) implements ScanResult {}

    /** What is to be noted. */
    default List<Finding> findings() {
        return switch (this) {
            case Clean() -> List.of();
            case Known(var signature) -> List.of(new Finding(meaning(signature), signature));
            case NotScannable(var why) -> List.of(new Finding(FindingCode.SCAN_UNAVAILABLE, why));
        };
    }

    /**
     * Some names that clamd gives on its operator's wish are no malware: its options {@code
     * AlertExceedsMax}, {@code AlertEncrypted} and {@code AlertOLE2Macros}.
     */
    private static FindingCode meaning(String signature) {
        if (signature.startsWith("Heuristics.Limits.Exceeded")) {
            return FindingCode.SCAN_UNAVAILABLE;
        }
        if (signature.startsWith("Heuristics.Encrypted.")) {
            return FindingCode.ENCRYPTED;
        }
        return signature.startsWith("Heuristics.OLE2.ContainsMacros")
                ? FindingCode.OFFICE_MACROS
                : FindingCode.MALWARE;
    }
}
