package io.attachrelay.sender.convert.program;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What is installed.
 *
 * @param folders searched in this order
 */
record Programs(List<Path> folders) {

    /** Where the program is, if it is anywhere. */
    Optional<Path> find(String name) {
        return folders.stream()
                .map(folder -> folder.resolve(name).toAbsolutePath())
                .filter(Files::isExecutable)
                .findFirst();
    }
}
