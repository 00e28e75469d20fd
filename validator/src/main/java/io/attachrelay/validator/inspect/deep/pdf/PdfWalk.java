package io.attachrelay.validator.inspect.deep.pdf;

import io.attachrelay.model.FindingCode;
import io.attachrelay.validator.inspect.deep.FirstOfEach;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.jspecify.annotations.Nullable;

/**
 * Goes where a PDF keeps what acts: the document, its names, its form, its outline, its pages and
 * what stands on them. What pages show (contents, fonts, pictures) and the structure tree are not
 * read: nothing in them acts. Only how the first contents are packed is looked at.
 */
final class PdfWalk {

    private static final Set<String> PLAYERS =
            Set.of("RichMedia", "Screen", "Movie", "Sound", "3D");
    private static final COSName PREVIOUS_URI = COSName.getPDFName("PA");
    private static final List<COSName> ABOVE = List.of(COSName.PARENT, COSName.getPDFName("Popup"));
    private static final COSName STEPS = COSName.getPDFName("PresSteps");
    private static final COSName STEP_FORWARD = COSName.getPDFName("NA");
    private static final COSName STEP_BACK = COSName.getPDFName("PA");

    private final PdfTrees trees = new PdfTrees();
    private final FirstOfEach notes;
    private final PdfActions actions;
    private final PdfContents contents;
    private int pages;

    PdfWalk(FirstOfEach notes) {
        this.notes = notes;
        this.actions = new PdfActions(trees, notes);
        this.contents = new PdfContents(notes);
    }

    /** All that hangs from a document's catalog. */
    void document(COSDictionary catalog) {
        loose(catalog);
        names(catalog.getCOSDictionary(COSName.NAMES));
        form(catalog.getCOSDictionary(COSName.ACRO_FORM));
        trees.visit(
                catalog.getDictionaryObject(COSName.OUTLINES),
                List.of(COSName.FIRST, COSName.NEXT),
                item -> actions.clicked(item.getDictionaryObject(COSName.A), "in the outline"));
        trees.visit(catalog.getDictionaryObject(COSName.PAGES), List.of(COSName.KIDS), this::page);
    }

    /** How many pages there are. */
    int pages() {
        return pages;
    }

    /** An object of which nobody knows what it is: all that it may be counts. */
    void loose(COSDictionary object) {
        actions.opened(object.getDictionaryObject(COSName.OPEN_ACTION));
        actions.events(object, "of the document");
        files(object.getDictionaryObject(COSName.AF), "of the document");
        if (object.getDictionaryObject(COSName.XFA) != null) {
            notes.add(FindingCode.PDF_XFA, "");
        }
        if (object.containsKey(COSName.S)) {
            actions.clicked(object, "in a loose object");
        }
        annotation(object, "in a loose object");
        files(object, "in a loose object");
    }

    private void names(@Nullable COSDictionary names) {
        if (names == null) {
            return;
        }
        named(names, COSName.JAVA_SCRIPT, FindingCode.PDF_JAVASCRIPT);
        named(names, COSName.EMBEDDED_FILES, FindingCode.PDF_EMBEDDED_FILE);
        // Pages that a script or a form shows later.
        named(names, COSName.getPDFName("Templates"), page -> standing(page, "on a template"));
        named(names, COSName.getPDFName("Pages"), page -> standing(page, "on a named page"));
    }

    private void named(COSDictionary names, COSName tree, Consumer<COSDictionary> visitor) {
        trees.visit(
                names.getDictionaryObject(tree),
                List.of(COSName.KIDS),
                node -> trees.visit(node.getCOSArray(COSName.NAMES), List.of(), visitor));
    }

    private void named(COSDictionary names, COSName tree, FindingCode code) {
        trees.visit(
                names.getDictionaryObject(tree),
                List.of(COSName.KIDS),
                node -> {
                    COSArray entries = node.getCOSArray(COSName.NAMES);
                    if (entries != null && entries.size() > 0) {
                        notes.add(code, "of the document");
                    }
                });
    }

    private void form(@Nullable COSDictionary form) {
        if (form == null) {
            return;
        }
        if (form.getDictionaryObject(COSName.XFA) != null) {
            notes.add(FindingCode.PDF_XFA, "");
        }
        trees.visit(
                form.getDictionaryObject(COSName.FIELDS),
                List.of(COSName.KIDS),
                field -> acting(field, "in a form field"));
    }

    private void page(COSDictionary node) {
        if (node.containsKey(COSName.KIDS)) {
            return;
        }
        pages++;
        String where = "on page " + pages;
        contents.look(node, where);
        standing(node, where);
    }

    private void standing(COSDictionary node, String where) {
        actions.events(node, where);
        files(node.getDictionaryObject(COSName.AF), where);
        trees.visit(
                node.getDictionaryObject(COSName.ANNOTS),
                List.of(),
                annotation -> {
                    // A field's actions stand with its parent, which the form may not list.
                    trees.visit(annotation, ABOVE, owner -> acting(owner, where));
                    annotation(annotation, where);
                });
        trees.visit(
                node.getDictionaryObject(STEPS),
                List.of(COSName.NEXT),
                step -> {
                    actions.clicked(step.getDictionaryObject(STEP_FORWARD), where);
                    actions.clicked(step.getDictionaryObject(STEP_BACK), where);
                });
    }

    private void acting(COSDictionary owner, String where) {
        actions.clicked(owner.getDictionaryObject(COSName.A), where);
        actions.clicked(owner.getDictionaryObject(PREVIOUS_URI), where);
        actions.events(owner, where);
    }

    private void annotation(COSDictionary annotation, String where) {
        if (PLAYERS.contains(annotation.getNameAsString(COSName.SUBTYPE, ""))) {
            notes.add(FindingCode.PDF_RICH_MEDIA, where);
        }
        files(annotation.getDictionaryObject(COSName.FS), where);
        files(annotation.getDictionaryObject(COSName.AF), where);
    }

    private void files(@Nullable COSBase specifications, String where) {
        trees.visit(
                specifications,
                List.of(),
                specification -> {
                    if (specification.getDictionaryObject(COSName.EF) != null) {
                        notes.add(FindingCode.PDF_EMBEDDED_FILE, where);
                    }
                });
    }
}
