package io.attachrelay.validator.inspect.deep.polyglot;

import io.attachrelay.validator.inspect.detect.Content;
import java.util.Optional;

/** A place where readers of some type look for what makes a file one of theirs. */
@FunctionalInterface
interface SecondReader {

    /**
     * What they would find, in words; empty if nothing, or if it is the file's own type.
     *
     * @param type canonical
     */
    Optional<String> find(Content content, String type);
}
