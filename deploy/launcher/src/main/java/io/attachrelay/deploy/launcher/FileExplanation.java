package io.attachrelay.deploy.launcher;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.attachrelay.model.Finding;
import io.attachrelay.model.FindingCode;
import io.attachrelay.model.MediaKind;
import io.attachrelay.model.ReasonCode;
import io.attachrelay.model.Verdict;
import io.attachrelay.validator.inspect.CheckedFile;
import io.attachrelay.validator.inspect.CheckedFile.ScanState;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A file's verdict as {@code policy check --json} prints it; all keys are always there.
 *
 * @param file as it was given
 * @param verdict {@code accepted}, {@code rejected} or {@code unreadable}, on the channel asked for
 * @param reason {@code null} if it is accepted
 * @param channels the same word for each channel
 * @param scan {@code off}, {@code clean}, {@code found} or {@code unavailable}
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
record FileExplanation(
        String file,
        @Nullable String detectedType,
        @Nullable MediaKind kind,
        String verdict,
        @Nullable ReasonCode reason,
        List<FindingCode> findings,
        Map<String, String> channels,
        ScanState scan) {

    private static final String UNREADABLE = "unreadable";

    static FileExplanation of(String file, String channel, CheckedFile checked) {
        Map<String, String> words = new LinkedHashMap<>();
        checked.channels().forEach((name, on) -> words.put(name, on.verdict().word()));
        Verdict verdict = checked.on(channel).verdict();
        return new FileExplanation(
                file,
                checked.detectedType(),
                checked.kind(),
                verdict.word(),
                verdict.reasonCode(),
                checked.findings().stream().map(Finding::code).toList(),
                words,
                checked.scan());
    }

    /** One that can't be opened. */
    static FileExplanation unreadable(String file, Collection<String> channels) {
        Map<String, String> words = new LinkedHashMap<>();
        channels.forEach(name -> words.put(name, UNREADABLE));
        return new FileExplanation(
                file,
                null,
                null,
                UNREADABLE,
                ReasonCode.INSPECTION_FAILED,
                List.of(),
                words,
                ScanState.UNAVAILABLE);
    }
}
