/**
 * Verdicts beside libmagic and a plain hash: how right, how quick, and how much of a file they
 * read.
 */
@NullMarked
package io.attachrelay.deploy.benchmarks.verdicts;

import org.jspecify.annotations.NullMarked;
