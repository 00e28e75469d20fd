package io.attachrelay.validator.inspect;

import com.fasterxml.jackson.annotation.JsonValue;
import io.attachrelay.model.Custody;
import io.attachrelay.model.Finding;
import io.attachrelay.model.FindingCode;
import io.attachrelay.model.MediaKind;
import io.attachrelay.model.Verdict;
import io.attachrelay.model.WireName;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is to be said of a file.
 *
 * @param detectedType {@code null} if nothing is known
 * @param kind {@code null} for what is no medium
 * @param scan what the antivirus said
 * @param channels the verdict on each, in the order in which they are shown
 */
public record CheckedFile(
        @Nullable String detectedType,
        @Nullable MediaKind kind,
        ScanState scan,
        List<Finding> findings,
        Map<String, OnChannel> channels) {

    public CheckedFile {
        findings = List.copyOf(findings);
        channels = Collections.unmodifiableMap(new LinkedHashMap<>(channels));
    }

    /** What the antivirus said of a file. */
    public enum ScanState implements WireName {
        /** Nothing: the settings name none. */
        OFF("off"),
        CLEAN("clean"),
        FOUND("found"),
        /** It could not be asked, or can't scan this file. */
        UNAVAILABLE("unavailable");

        private final String wireName;

        ScanState(String wireName) {
            this.wireName = wireName;
        }

        @JsonValue
        @Override
        public String wireName() {
            return wireName;
        }
    }

    /**
     * The verdict on a channel.
     *
     * @throws IllegalArgumentException if it was not looked at for that channel
     */
    public OnChannel on(String channel) {
        OnChannel on = channels.get(channel);
        if (on == null) {
            throw new IllegalArgumentException("not looked at for " + channel);
        }
        return on;
    }

    /**
     * The verdict on one channel.
     *
     * @param stripped what a clean copy would be made without, provided that this copy is accepted;
     *     none if the file is used as it is, or not at all
     */
    public record OnChannel(Verdict verdict, Custody custody, Set<FindingCode> stripped) {}
}
