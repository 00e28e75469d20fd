package io.attachrelay.validator.inspect.deep.office;

import io.attachrelay.model.FindingCode;
import io.attachrelay.validator.inspect.deep.DeepCheck;
import io.attachrelay.validator.inspect.deep.FindingSink;
import io.attachrelay.validator.inspect.deep.FirstOfEach;
import io.attachrelay.validator.inspect.deep.Place;
import io.attachrelay.validator.inspect.detect.Content;
import io.attachrelay.validator.inspect.detect.Detected;
import io.attachrelay.validator.inspect.detect.Ole2Directory;
import io.attachrelay.validator.inspect.detect.Ole2Stream;
import java.util.Set;

/** The older Office formats: macros, DDE, links, passwords, and the files that they carry. */
public final class Ole2Check implements DeepCheck {

    // An object of no known program may be a package: it counts within a document.
    private static final Set<String> TYPES =
            Set.of(
                    "application/msword",
                    "application/vnd.ms-excel",
                    "application/vnd.ms-powerpoint");
    private static final String OBJECT = "application/x-ole-storage";
    private static final Set<String> WORKBOOKS = Set.of("workbook", "book");
    private static final Set<String> PACKAGED = Set.of("\u0001ole10native");
    private static final Set<String> DOCUMENTS = Set.of("package", "contents", "embeddedodf");

    private final int levels;

    /** For a document that came alone. */
    public Ole2Check() {
        this(CarriedFiles.LEVELS);
    }

    /**
     * @param levels how deep files may still be within each other
     */
    Ole2Check(int levels) {
        this.levels = levels;
    }

    @Override
    public String name() {
        return "ole2";
    }

    @Override
    public Set<FindingCode> finds() {
        return CarriedFiles.FINDS;
    }

    @Override
    public boolean appliesTo(String type) {
        return TYPES.contains(type) || levels < CarriedFiles.LEVELS && type.equals(OBJECT);
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
        // Whatever the file's type is, each program opens what is there for it.
        file.stream("worddocument").ifPresent(s -> letter(file, s, notes));
        file.anywhere(WORKBOOKS).forEach(s -> ExcelStream.look(s, notes));
        slides(file, notes);
        carried(file, new CarriedFiles(content, levels, notes));
    }

    private static void carried(Ole2Directory file, CarriedFiles files) {
        for (Ole2Stream stream : file.anywhere(PACKAGED)) {
            PackagedFile packaged = new PackagedFile(stream);
            packaged.names().forEach(name -> files.lookAtName("a package", name));
            packaged.files().forEach(each -> files.look("a package", () -> each));
        }
        for (Ole2Stream stream : file.anywhere(DOCUMENTS)) {
            files.look("an object", () -> stream.file(0));
        }
    }

    private static void letter(Ole2Directory file, Ole2Stream document, FindingSink found) {
        WordStream.look(document, found);
        String template = WordTemplate.of(file, document);
        if (Place.isElsewhere(template)) {
            found.add(
                    FindingCode.OFFICE_EXTERNAL_TEMPLATE,
                    "a template from " + Place.scheme(template));
        }
    }

    private static void slides(Ole2Directory file, FindingSink found) {
        file.stream("powerpoint document").ifPresent(s -> PowerPointStream.look(s, found));
        if (file.rootNames().contains("encryptedsummary")) {
            found.add(FindingCode.ENCRYPTED, "slides under a password");
        }
    }
}
