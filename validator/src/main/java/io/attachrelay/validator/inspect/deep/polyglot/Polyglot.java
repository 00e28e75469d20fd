package io.attachrelay.validator.inspect.deep.polyglot;

import io.attachrelay.model.FindingCode;
import io.attachrelay.validator.inspect.deep.DeepCheck;
import io.attachrelay.validator.inspect.deep.FindingSink;
import io.attachrelay.validator.inspect.detect.Content;
import io.attachrelay.validator.inspect.detect.Detected;
import java.util.List;
import java.util.Set;

/**
 * A second type where its readers look for it. Which places count, and what may stand there without
 * harm: docs/decisions/0021.
 */
public final class Polyglot implements DeepCheck {

    private static final List<SecondReader> READERS =
            List.of(
                    new PdfReader(),
                    new ZipReader(),
                    new ArchiveReader(),
                    new DocumentReader(),
                    new BehindTheEnd(),
                    new ScriptReader());

    @Override
    public String name() {
        return "polyglot";
    }

    @Override
    public Set<FindingCode> finds() {
        return Set.of(FindingCode.POLYGLOT);
    }

    @Override
    public boolean appliesTo(String type) {
        return true;
    }

    @Override
    public void look(Content content, Detected detected, FindingSink found) {
        for (SecondReader reader : READERS) {
            reader.find(content, detected.type())
                    .ifPresent(what -> found.add(FindingCode.POLYGLOT, what));
        }
    }
}
