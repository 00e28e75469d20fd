package io.attachrelay.validator.inspect.deep.pdf;

import io.attachrelay.model.FindingCode;
import io.attachrelay.validator.inspect.deep.FirstOfEach;
import io.attachrelay.validator.inspect.deep.Links;
import io.attachrelay.validator.inspect.deep.Place;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSString;
import org.jspecify.annotations.Nullable;

/** What a PDF's actions do (ISO 32000-2, 12.6), by whatever they are set off. */
final class PdfActions {

    private static final Set<String> PLAYERS =
            Set.of("Rendition", "Movie", "Sound", "RichMediaExecute", "GoTo3DView");
    // A form's answers go to a web address.
    private static final String SENDS = "SubmitForm";
    private static final Set<String> PAGE_COMMANDS =
            Set.of("NextPage", "PrevPage", "FirstPage", "LastPage");

    private final PdfTrees trees;
    private final FirstOfEach notes;

    PdfActions(PdfTrees trees, FirstOfEach notes) {
        this.trees = trees;
        this.notes = notes;
    }

    /** An action that a person sets off by a click, and those that follow it. */
    void clicked(@Nullable COSBase action, String where) {
        trees.visit(action, List.of(COSName.NEXT), next -> look(next, where));
    }

    /** What is done when the document is opened: a place to show, or an action. */
    void opened(@Nullable COSBase action) {
        byItself(action, "on opening", FindingCode.PDF_OPEN_ACTION);
    }

    /** The actions on events of a page, a field or the document, if there are some. */
    void events(COSDictionary owner, String where) {
        if (owner.getDictionaryObject(COSName.AA) instanceof COSDictionary events) {
            for (COSName event : events.keySet()) {
                byItself(
                        events.getDictionaryObject(event),
                        where,
                        FindingCode.PDF_ADDITIONAL_ACTION);
            }
        }
    }

    private void byItself(@Nullable COSBase action, String where, FindingCode code) {
        trees.visit(
                action instanceof COSDictionary ? action : null,
                List.of(COSName.NEXT),
                next -> {
                    look(next, where);
                    if (!onlyShowsAPage(next)) {
                        notes.add(code, type(next) + " " + where);
                    }
                });
    }

    private static boolean onlyShowsAPage(COSDictionary action) {
        String type = type(action);
        return type.isEmpty() && action.containsKey(COSName.D)
                || type.equals("GoTo")
                || type.equals("Named")
                        && PAGE_COMMANDS.contains(action.getNameAsString(COSName.N, ""));
    }

    private void look(COSDictionary action, String where) {
        String type = type(action);
        if (type.equals("JavaScript") || action.containsKey(COSName.JS)) {
            notes.add(FindingCode.PDF_JAVASCRIPT, where);
        }
        if (type.equals("Launch")) {
            notes.add(FindingCode.PDF_LAUNCH, where);
        }
        if (PLAYERS.contains(type)) {
            notes.add(FindingCode.PDF_RICH_MEDIA, where);
        }
        address(action, where);
    }

    private void address(COSDictionary action, String where) {
        String link = text(action.getDictionaryObject(COSName.URI));
        if (link.startsWith("javascript:")) {
            notes.add(FindingCode.PDF_JAVASCRIPT, where);
        } else if (Place.isFile(link) ? Links.complaint(link).isPresent() : !Links.isPlain(link)) {
            notes.add(FindingCode.PDF_LAUNCH, "what is no web address opened " + where);
        }
        if (isOnAnotherMachine(action)) {
            notes.add(FindingCode.PDF_LAUNCH, "a file opened " + where);
        }
    }

    /** A document on a share is fetched with the reader's Windows password. */
    private static boolean isOnAnotherMachine(COSDictionary action) {
        COSBase file = action.getDictionaryObject(COSName.F);
        if (file instanceof COSDictionary specification) {
            file = specification.getDictionaryObject(COSName.UF, COSName.F);
        }
        String name = text(file).replace('\\', '/');
        return name.startsWith("//") || name.contains("://") && !SENDS.equals(type(action));
    }

    private static String text(@Nullable COSBase value) {
        return value instanceof COSString string
                ? string.getString().strip().toLowerCase(Locale.ROOT)
                : "";
    }

    private static String type(COSDictionary action) {
        return action.getNameAsString(COSName.S, "");
    }
}
