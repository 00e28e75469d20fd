package io.attachrelay.validator.inspect.deep.office;

import io.attachrelay.model.FindingCode;
import io.attachrelay.validator.inspect.deep.DeepCheck;
import io.attachrelay.validator.inspect.deep.FindingSink;
import io.attachrelay.validator.inspect.deep.FirstOfEach;
import io.attachrelay.validator.inspect.detect.Content;
import io.attachrelay.validator.inspect.detect.Detected;
import io.attachrelay.validator.inspect.detect.Ole2Directory;
import java.util.Set;

/** The older Office formats: macros, DDE, passwords. */
public final class Ole2Check implements DeepCheck {

    private static final String WORD = "application/msword";
    private static final String EXCEL = "application/vnd.ms-excel";
    private static final String POWERPOINT = "application/vnd.ms-powerpoint";

    @Override
    public String name() {
        return "ole2";
    }

    @Override
    public Set<FindingCode> finds() {
        return Set.of(FindingCode.OFFICE_MACROS, FindingCode.OFFICE_DDE, FindingCode.ENCRYPTED);
    }

    @Override
    public boolean appliesTo(String type) {
        return type.equals(WORD) || type.equals(EXCEL) || type.equals(POWERPOINT);
    }

    @Override
    public void look(Content content, Detected detected, FindingSink found) {
        if (!content.has(0, "\u00d0\u00cf\u0011\u00e0")) {
            return;
        }
        Ole2Directory file = Ole2Directory.of(content);
        FirstOfEach notes = new FirstOfEach(found);
        if (file.allNames().contains("_vba_project")) {
            notes.add(FindingCode.OFFICE_MACROS, "VBA");
        }
        // Word's text and PowerPoint's slides are gone through.
        content.allow(content.size());
        switch (detected.type()) {
            case WORD -> file.stream("worddocument").ifPresent(s -> WordStream.look(s, notes));
            case EXCEL ->
                    file.stream("workbook")
                            .or(() -> file.stream("book"))
                            .ifPresent(s -> ExcelStream.look(s, notes));
            default -> slides(file, notes);
        }
    }

    private static void slides(Ole2Directory file, FindingSink found) {
        file.stream("powerpoint document").ifPresent(s -> PowerPointStream.look(s, found));
        if (file.rootNames().contains("encryptedsummary")) {
            found.add(FindingCode.ENCRYPTED, "slides under a password");
        }
    }
}
