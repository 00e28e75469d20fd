package io.attachrelay.validator.inspect.deep.office;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamReader;

/** The formulas of a sheet that call another program by DDE, such as {@code cmd|'/c calc'!A0}. */
final class Cells implements Xml.Handler {

    private static final Pattern TEXT = Pattern.compile("\"[^\"]*\"");
    private static final Pattern DDE = Pattern.compile("[A-Za-z][\\w.]*'?\\|[^|!]*!");
    // In cells, of what may be entered, of what is coloured, of columns, by names.
    private static final Set<String> FORMULAS =
            Set.of(
                    "f",
                    "formula",
                    "formula1",
                    "formula2",
                    "calculatedColumnFormula",
                    "definedName");
    private static final int LONGEST_FORMULA = 8 << 10;

    private final Runnable found;
    private final StringBuilder formula = new StringBuilder();
    private boolean inFormula;

    /**
     * @param found is run for each
     */
    Cells(Runnable found) {
        this.found = found;
    }

    /**
     * Whether a part has what all those formulas have, as it is or written as a number: most sheets
     * have neither, and looking for a byte is much quicker than reading XML.
     *
     * @param xml is closed
     */
    static boolean mayCall(InputStream xml) {
        byte[] chunk = new byte[64 << 10];
        try (xml) {
            int read = xml.read(chunk);
            while (read >= 0) {
                for (int i = 0; i < read; i++) {
                    if (chunk[i] == '|' || chunk[i] == '#') {
                        return true;
                    }
                }
                read = xml.read(chunk);
            }
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void begins(String name, XMLStreamReader element) {
        inFormula = FORMULAS.contains(name);
        formula.setLength(0);
    }

    @Override
    public void text(String text) {
        if (inFormula && formula.length() < LONGEST_FORMULA) {
            formula.append(text);
        }
    }

    @Override
    public void ends(String name) {
        if (inFormula && DDE.matcher(TEXT.matcher(formula).replaceAll("")).find()) {
            found.run();
        }
        inFormula = false;
    }
}
