package io.attachrelay.settings.rows;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A file of an operator's own rows. What is wrong with it is collected, and {@link #report()}
 * throws all of it at once. For one thread.
 */
public final class OwnRows {

    private final String kind;
    private final Path file;
    private final RowSections sections;
    private final List<String> mistakes = new ArrayList<>();

    private OwnRows(String kind, Path file, List<String> known) throws UnreadableRowsException {
        this.kind = kind;
        this.file = file;
        this.sections = new RowSections(RowFile.own(file), known, mistakes);
    }

    /**
     * Opens the file.
     *
     * @param kind what it is called in messages, such as {@code routing file}
     * @param sections those that it may have
     * @throws WrongRowsException if it can't be read as YAML
     */
    public static OwnRows open(String kind, Path file, List<String> sections) {
        try {
            return new OwnRows(kind, file, sections);
        } catch (UnreadableRowsException e) {
            throw new WrongRowsException(kind, file.toString(), List.of(e.why()));
        }
    }

    /** The section's rows; one that {@code read} makes nothing of is left out. */
    public <T> List<T> rows(String section, Function<RowReader, Optional<T>> read) {
        return sections.rows(section, read);
    }

    /** Notes that something is wrong with several rows together. */
    public void mistake(String complaint) {
        mistakes.add(complaint);
    }

    /**
     * Ends the reading.
     *
     * @throws WrongRowsException naming all mistakes, if there are any
     */
    public void report() {
        if (!mistakes.isEmpty()) {
            throw new WrongRowsException(kind, file.toString(), mistakes);
        }
    }
}
