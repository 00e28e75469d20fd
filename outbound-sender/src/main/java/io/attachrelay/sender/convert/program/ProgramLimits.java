package io.attachrelay.sender.convert.program;

import io.attachrelay.settings.ConversionSettings;
import java.time.Duration;

/**
 * What a program may take.
 *
 * @param time on the clock, above zero; {@link ProgramBox#run} ends it then, of what was only
 *     started whoever started it takes care
 * @param processorTime over all threads of one process, at least 1 s
 * @param memoryBytes what each process may have to itself ({@code RLIMIT_DATA}), which leaves out
 *     address space that is only reserved
 * @param fileBytes the most that it may write into one file
 */
public record ProgramLimits(
        Duration time, Duration processorTime, long memoryBytes, long fileBytes) {

    /** The memory in words, such as {@code 1024 MB of memory}. */
    public String memoryWords() {
        return (memoryBytes >> 20) + " MB of memory";
    }

    /** Those of the settings for one conversion, which may keep all processors busy. */
    public static ProgramLimits of(ConversionSettings settings, long fileBytes) {
        return new ProgramLimits(
                settings.timeLimit(),
                settings.timeLimit().multipliedBy(Runtime.getRuntime().availableProcessors()),
                settings.memoryLimit(),
                fileBytes);
    }
}
