package io.attachrelay.validator.inspect.policy;

import com.fasterxml.jackson.databind.JsonNode;
import io.attachrelay.settings.rows.RowFile;
import io.attachrelay.settings.rows.RowSections;
import io.attachrelay.settings.rows.UnreadableRowsException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads policy files: the one that comes with the product, and an operator's over it. */
final class PolicyFiles {

    private static final String STANDARD = "policy.yaml";
    private static final List<String> SECTIONS =
            List.of("sources", "types", "aliases", "channels", "media", "findings");

    private final PolicyContext context;

    PolicyFiles(PolicyContext context) {
        this.context = context;
    }

    /** The rows that come with the product. */
    PolicyRows standard() {
        PolicyRows none = new PolicyRows(Vocabulary.NONE, List.of(), List.of());
        return read(STANDARD, RowFile.standard(PolicyFiles.class, STANDARD), none, false);
    }

    /**
     * The rows of a file over others.
     *
     * @throws PolicyException naming all that is wrong with it
     */
    PolicyRows over(PolicyRows below, Path file) {
        try {
            return read(file.toString(), RowFile.own(file), below, true);
        } catch (UnreadableRowsException e) {
            throw new PolicyException(file.toString(), List.of(e.why()));
        }
    }

    private PolicyRows read(String name, JsonNode tree, PolicyRows below, boolean own) {
        List<String> mistakes = new ArrayList<>();
        var sections = new RowSections(tree, SECTIONS, mistakes);
        Vocabulary words = new VocabularyReader(sections, below.words()).read();
        var scoped = new ScopedRowReader(context, words.over(below.words()), own);
        PolicyRows rows =
                new PolicyRows(
                        words,
                        sections.rows("media", scoped::media),
                        sections.rows("findings", scoped::rule));
        if (!mistakes.isEmpty()) {
            throw new PolicyException(name, mistakes);
        }
        return rows.over(below);
    }
}
