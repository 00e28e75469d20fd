package io.attachrelay.deploy.benchmarks.verdicts;

import java.nio.file.Path;

/**
 * A file, and what somebody else says that it is.
 *
 * @param name for people
 * @param label as in {@code labels.tsv}, or another one
 */
public record LabelledFile(String name, Path path, String label) {}
