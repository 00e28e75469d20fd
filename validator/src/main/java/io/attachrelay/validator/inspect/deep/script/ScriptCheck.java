package io.attachrelay.validator.inspect.deep.script;

import io.attachrelay.model.FindingCode;
import io.attachrelay.validator.inspect.deep.DeepCheck;
import io.attachrelay.validator.inspect.deep.FindingSink;
import io.attachrelay.validator.inspect.detect.Content;
import io.attachrelay.validator.inspect.detect.Detected;
import io.attachrelay.validator.inspect.detect.PlainText;
import java.util.Set;

/** Texts that are written in a language that an interpreter on somebody's machine runs. */
public final class ScriptCheck implements DeepCheck {

    @Override
    public String name() {
        return "script";
    }

    @Override
    public Set<FindingCode> finds() {
        return Set.of(FindingCode.SCRIPT);
    }

    /** Other texts are named by detection for what they are. */
    @Override
    public boolean appliesTo(String type) {
        return type.equals("text/plain") || type.equals("text/csv");
    }

    @Override
    public void look(Content content, Detected detected, FindingSink found) {
        PlainText.of(content)
                .flatMap(Language::of)
                .ifPresent(language -> found.add(FindingCode.SCRIPT, language.words()));
    }
}
