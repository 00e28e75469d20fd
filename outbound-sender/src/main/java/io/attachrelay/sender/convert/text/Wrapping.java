package io.attachrelay.sender.convert.text;

import io.attachrelay.sender.convert.text.Glyphs.Glyph;
import java.util.ArrayList;
import java.util.List;

/** Breaks lines that are too long: at the last blank, or anywhere in a word as long as a line. */
final class Wrapping {

    private static final int TAB_COLUMNS = 8;

    private final Glyphs glyphs;
    private final float width;

    /**
     * @param width of a line, in units of the font's size
     */
    Wrapping(Glyphs glyphs, float width) {
        this.glyphs = glyphs;
        this.width = width;
    }

    /** The parts of a line, one if it is short or empty. */
    List<List<Glyph>> parts(String line) {
        List<List<Glyph>> parts = new ArrayList<>();
        List<Glyph> rest = glyphs(line);
        while (true) {
            int fitting = fitting(rest);
            parts.add(rest.subList(0, fitting));
            if (fitting == rest.size()) {
                return parts;
            }
            rest = withoutBlank(rest.subList(fitting, rest.size()));
        }
    }

    private List<Glyph> glyphs(String line) {
        List<Glyph> all = new ArrayList<>(line.length());
        line.codePoints()
                .filter(c -> Character.getType(c) != Character.FORMAT && !isVariant(c))
                .forEach(c -> {
                    int blanks = c == '\t' ? TAB_COLUMNS - all.size() % TAB_COLUMNS : 1;
                    for (int i = 0; i < blanks; i++) {
                        all.add(glyphs.of(c));
                    }
                });
        return all;
    }

    /** Says how the character before it looks, and is nothing itself. */
    private static boolean isVariant(int c) {
        return c >= 0xfe00 && c <= 0xfe0f;
    }

    private int fitting(List<Glyph> line) {
        float taken = 0;
        int blank = 0;
        for (int i = 0; i < line.size(); i++) {
            blank = line.get(i).isSpace() ? i : blank;
            taken += line.get(i).width();
            if (taken > width) {
                return Math.max(1, blank > 0 ? blank : i);
            }
        }
        return line.size();
    }

    private static List<Glyph> withoutBlank(List<Glyph> line) {
        return line.getFirst().isSpace() ? line.subList(1, line.size()) : line;
    }
}
