package io.attachrelay.validator.inspect.deep.polyglot;

import io.attachrelay.validator.inspect.detect.Content;
import io.attachrelay.validator.inspect.detect.Ole2Directory;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Word, Excel and PowerPoint each look into an OLE2 file for a stream of theirs at its root. */
final class DocumentReader implements SecondReader {

    private static final List<Set<String>> PROGRAMS =
            List.of(
                    Set.of("worddocument"),
                    Set.of("workbook", "book"),
                    Set.of("powerpoint document"));

    @Override
    public Optional<String> find(Content content, String type) {
        if (!content.has(0, "\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1")) {
            return Optional.empty();
        }
        Set<String> names = Ole2Directory.of(content).rootNames();
        long programs =
                PROGRAMS.stream().filter(own -> own.stream().anyMatch(names::contains)).count();
        return programs > 1 ? Optional.of("documents of two programs") : Optional.empty();
    }
}
