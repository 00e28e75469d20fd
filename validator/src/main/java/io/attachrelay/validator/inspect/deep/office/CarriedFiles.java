package io.attachrelay.validator.inspect.deep.office;

import io.attachrelay.media.store.StoreException;
import io.attachrelay.model.FindingCode;
import io.attachrelay.validator.inspect.deep.DeepCheck;
import io.attachrelay.validator.inspect.deep.FindingSink;
import io.attachrelay.validator.inspect.deep.Links;
import io.attachrelay.validator.inspect.deep.TypeCheck;
import io.attachrelay.validator.inspect.deep.markup.ActiveMarkup;
import io.attachrelay.validator.inspect.deep.script.ScriptCheck;
import io.attachrelay.validator.inspect.detect.Content;
import io.attachrelay.validator.inspect.detect.Detected;
import io.attachrelay.validator.inspect.detect.Detector;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Files that a document carries, which a double click in it opens: each is looked at as if it had
 * come alone. One that can't be followed is the office program's to complain about.
 */
final class CarriedFiles {

    /** A table in a letter in a slide; what lies deeper is not looked at. */
    static final int LEVELS = 2;

    /** All that may be noticed in them. */
    static final Set<FindingCode> FINDS =
            Set.of(
                    FindingCode.EXECUTABLE,
                    FindingCode.SCRIPT,
                    FindingCode.ACTIVE_MARKUP,
                    FindingCode.OFFICE_MACROS,
                    FindingCode.OFFICE_EXTERNAL_TEMPLATE,
                    FindingCode.OFFICE_DDE,
                    FindingCode.OFFICE_EMBEDDED_OBJECT,
                    FindingCode.OFFICE_LINK,
                    FindingCode.ENCRYPTED);

    private static final Detector DETECTOR = new Detector();
    // A presentation has a table behind each of its charts.
    private static final int MOST_FILES = 64;

    private final Content carrier;
    private final FindingSink found;
    private final List<DeepCheck> checks;
    private int files;

    /**
     * @param levels how deep files may still be within each other
     */
    CarriedFiles(Content carrier, int levels, FindingSink found) {
        this.carrier = carrier;
        this.found = found;
        this.checks =
                levels == 0
                        ? List.of()
                        : List.of(
                                new TypeCheck(),
                                new ScriptCheck(),
                                new ActiveMarkup(),
                                new RtfCheck(),
                                new OoxmlCheck(levels - 1),
                                new Ole2Check(levels - 1));
    }

    /**
     * Looks at one of them.
     *
     * @param where it is, for a person
     * @param opened opens it
     */
    void look(String where, Supplier<Content> opened) {
        if (checks.isEmpty() || files++ >= MOST_FILES) {
            return;
        }
        try {
            Content file = opened.get();
            Detected detected = DETECTOR.detect(file);
            for (DeepCheck check : checks) {
                if (check.appliesTo(detected.type())) {
                    check.look(file, detected, (code, detail) -> note(code, where, detail));
                }
            }
        } catch (StoreException e) {
            throw e;
        } catch (RuntimeException _) {
            // Unless it is the carrier that was given up.
            carrier.checkpoint();
        }
    }

    /** Notes that one of them is a program by its name. */
    void lookAtName(String where, String name) {
        if (!checks.isEmpty() && Links.isProgram(name)) {
            found.add(FindingCode.EXECUTABLE, "a program by its name, in " + where);
        }
    }

    private void note(FindingCode code, String where, String detail) {
        if (FINDS.contains(code)) {
            found.add(code, where + (detail.isEmpty() ? "" : ": " + detail));
        }
    }
}
