package io.attachrelay.settings;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** What says how files are converted for channels that can't show them as they are. */
final class ConversionKeys {

    static final Key<Integer> AT_ONCE =
            Key.defaulting(
                    "convert.at-once",
                    Kinds.COUNT,
                    ConversionSettings.DEFAULT.atOnce(),
                    "how many files each converter converts at a time; others wait");
    static final Key<Duration> TIME_LIMIT =
            Key.defaulting(
                    "convert.time-limit",
                    Kinds.DURATION,
                    ConversionSettings.DEFAULT.timeLimit(),
                    "how long one conversion may take; what takes longer is ended and counts as"
                            + " impossible");
    static final Key<Long> MEMORY_LIMIT =
            Key.defaulting(
                    "convert.memory-limit",
                    Kinds.SIZE,
                    ConversionSettings.DEFAULT.memoryLimit(),
                    "how much memory one process of a program may have to itself (`RLIMIT_DATA`)");
    static final Key<Boolean> CONFINED =
            Key.defaulting(
                    "convert.confined",
                    Kinds.YES_NO,
                    ConversionSettings.DEFAULT.confined(),
                    "`true`: programs run behind a wall (bubblewrap), without network and with no"
                            + " files but their own, or not at all. `false` lets them run without"
                            + " it where there is none: only in a container that has no network"
                            + " and nothing to read");
    static final Key<List<Path>> PROGRAM_FOLDERS =
            Key.defaulting(
                    "convert.program-folders",
                    Kinds.PATHS,
                    ConversionSettings.DEFAULT.programFolders(),
                    "where programs (`bwrap`, `soffice.bin`, `ffmpeg`, ...) are looked for");

    /** All, in the order of the settings page. */
    static final List<Key<?>> ALL =
            List.of(AT_ONCE, TIME_LIMIT, MEMORY_LIMIT, CONFINED, PROGRAM_FOLDERS);

    private ConversionKeys() {}
}
