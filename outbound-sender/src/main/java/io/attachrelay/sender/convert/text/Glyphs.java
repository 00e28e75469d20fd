package io.attachrelay.sender.convert.text;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.pdmodel.font.PDFont;

/** How each character is drawn: asked once of the typefaces, which take long to tell. */
final class Glyphs {

    /**
     * One character on the page.
     *
     * @param text what is drawn
     * @param font has it
     * @param width in units of the font's size
     */
    record Glyph(String text, PDFont font, float width) {

        boolean isSpace() {
            return text.equals(" ");
        }
    }

    // ISO 32000-1, 9.2.4: widths are in thousandths of the size.
    private static final float UNITS = 1000;

    private final List<PDFont> fonts;
    private final Map<Integer, Glyph> known = new HashMap<>();

    /**
     * @param fonts what the first lacks is looked for in the next; one has the replacement
     */
    Glyphs(List<PDFont> fonts) {
        this.fonts = fonts;
    }

    /** How to draw a character; never fails. */
    Glyph of(int codePoint) {
        return known.computeIfAbsent(codePoint, c -> find(Character.toString(blankOrSame(c))));
    }

    private static int blankOrSame(int c) {
        return Character.isSpaceChar(c) || Character.isISOControl(c) ? ' ' : c;
    }

    private Glyph find(String text) {
        for (PDFont font : fonts) {
            try {
                return new Glyph(text, font, font.getStringWidth(text) / UNITS);
            } catch (IllegalArgumentException _) {
                // It does not have that.
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        if (text.equals(Fonts.REPLACEMENT)) {
            throw new IllegalStateException("no font has the replacement");
        }
        return find(Fonts.REPLACEMENT);
    }
}
