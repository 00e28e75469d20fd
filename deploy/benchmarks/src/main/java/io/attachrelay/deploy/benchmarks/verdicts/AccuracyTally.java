package io.attachrelay.deploy.benchmarks.verdicts;

import io.attachrelay.deploy.benchmarks.verdicts.Labels.Meaning;
import io.attachrelay.model.Verdict;
import io.attachrelay.validator.inspect.CheckedFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Counts what is right, file by file. */
final class AccuracyTally {

    private final String set;
    private final Labels labels;
    private final Refuted refuted;
    private final boolean beside;
    private final List<String> falseAccepts = new ArrayList<>();
    private final List<String> falseRejects = new ArrayList<>();
    private final List<String> refusals = new ArrayList<>();
    private final List<String> misses = new ArrayList<>();
    private int files;
    private int judged;
    private int ours;
    private int libmagics;
    private int hostile;
    private int valid;

    /**
     * @param beside whether libmagic is there
     */
    AccuracyTally(String set, Labels labels, Refuted refuted, boolean beside) {
        this.set = set;
        this.labels = labels;
        this.refuted = refuted;
        this.beside = beside;
    }

    /**
     * Counts one file.
     *
     * @param libmagic its type in lower case; {@code null} without libmagic
     */
    void count(LabelledFile file, CheckedFile checked, @Nullable String libmagic) {
        files++;
        labels.of(file)
                .ifPresent(meaning -> {
                    type(file, meaning, checked.detectedType(), libmagic);
                    fate(file, meaning, checked.on("web").verdict());
                });
    }

    private void type(
            LabelledFile file, Meaning meaning, @Nullable String type, @Nullable String libmagic) {
        if (meaning.types().isEmpty()) {
            return;
        }
        judged++;
        libmagics += libmagic != null && meaning.types().contains(libmagic) ? 1 : 0;
        if (type != null && meaning.types().contains(type)) {
            ours++;
        } else {
            misses.add("%s: %s (libmagic: %s)".formatted(file.name(), type, libmagic));
        }
    }

    private void fate(LabelledFile file, Meaning meaning, Verdict verdict) {
        boolean accepted = verdict instanceof Verdict.Accepted;
        switch (meaning.fate()) {
            case REFUSE -> {
                hostile++;
                if (accepted) {
                    falseAccepts.add(file.name());
                }
            }
            case TAKE -> {
                Optional<String> remark = accepted ? Optional.empty() : refuted.remark(file);
                remark.ifPresentOrElse(
                        said -> refusals.add(file.name() + ": " + said),
                        () -> valid(file, verdict, accepted));
            }
            case OPEN -> {}
        }
    }

    private void valid(LabelledFile file, Verdict verdict, boolean accepted) {
        valid++;
        if (!accepted) {
            falseRejects.add(file.name() + ": " + verdict.reasonCode());
        }
    }

    Accuracy total() {
        return new Accuracy(
                set,
                files,
                judged,
                ours,
                beside ? libmagics : null,
                hostile,
                falseAccepts,
                valid,
                falseRejects,
                refusals,
                misses);
    }
}
