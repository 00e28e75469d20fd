package io.attachrelay.deploy.launcher;

import static java.util.stream.Collectors.joining;

import io.attachrelay.model.Custody;
import io.attachrelay.model.Finding;
import io.attachrelay.model.ReasonCode;
import io.attachrelay.model.Verdict;
import io.attachrelay.model.WireName;
import io.attachrelay.validator.inspect.CheckedFile;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A file's verdict as {@code policy check} prints it for people. */
final class ExplanationText {

    private final String file;
    private final String channel;
    private final CheckedFile checked;

    ExplanationText(String file, String channel, CheckedFile checked) {
        this.file = file;
        this.channel = channel;
        this.checked = checked;
    }

    void print(PrintWriter out) {
        out.println(file + ": " + words(checked.on(channel)) + " (" + channel + ")");
        String type = checked.detectedType() == null ? "unknown" : checked.detectedType();
        String kind = checked.kind() == null ? "" : ", " + checked.kind().wireName();
        out.println("  type     " + type + kind);
        if (checked.scan() == CheckedFile.ScanState.OFF) {
            out.println("  scan     not scanned for malware: antivirus.address is not set");
        } else {
            out.println("  scan     " + checked.scan().wireName());
        }
        for (Finding finding : checked.findings()) {
            String detail = finding.detail().isEmpty() ? "" : ": " + finding.detail();
            out.println("  noticed  " + finding.code().wireName() + detail);
        }
        elsewhere()
                .forEach((words, names) ->
                        out.println("  " + String.join(", ", names) + ": " + words));
    }

    /** The other channels, those with the same verdict together. */
    private Map<String, List<String>> elsewhere() {
        Map<String, List<String>> byWords = new LinkedHashMap<>();
        checked.channels()
                .forEach((name, on) -> {
                    if (!name.equals(channel)) {
                        byWords.computeIfAbsent(words(on), _ -> new ArrayList<>()).add(name);
                    }
                });
        return byWords;
    }

    private static String words(CheckedFile.OnChannel on) {
        String verdict =
                switch (on.verdict()) {
                    case Verdict.Accepted _ -> "accepted";
                    case Verdict.Rejected(_, _, var reason, var detail) ->
                            refusal("rejected", reason, detail);
                    case Verdict.Unreadable(_, var reason, var detail) ->
                            refusal("unreadable", reason, detail);
                    case Verdict.Refused(var reason) -> refusal("refused", reason, "");
                };
        String stripped = on.stripped().stream().map(WireName::wireName).collect(joining(" and "));
        return verdict
                + (stripped.isEmpty() ? "" : " as a copy without " + stripped)
                + (on.custody() == Custody.QUARANTINE ? ", to quarantine" : "");
    }

    private static String refusal(String verdict, ReasonCode reason, String detail) {
        return verdict + ", " + reason.wireName() + (detail.isEmpty() ? "" : " (" + detail + ")");
    }
}
