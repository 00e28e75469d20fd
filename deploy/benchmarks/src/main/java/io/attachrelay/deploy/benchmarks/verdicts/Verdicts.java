package io.attachrelay.deploy.benchmarks.verdicts;

import io.attachrelay.deploy.benchmarks.figure.Progress;
import io.attachrelay.settings.AntivirusSettings;
import io.attachrelay.validator.inspect.PolicyCheck;
import io.attachrelay.validator.inspect.deep.DeepChecks;
import io.attachrelay.validator.inspect.policy.InspectionPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Measures verdicts on a labelled folder, if one is given, and on a set that is made here. */
public final class Verdicts {

    private static final int MOST_BYTES = 2 << 20;
    private static final int LEAST_FILES = 2_000;

    private final Path work;
    private final Optional<Path> folder;
    private final int rounds;
    private final int warmUps;
    private final Progress progress;
    private final PolicyCheck check =
            new PolicyCheck(
                    InspectionPolicy.standard(),
                    DeepChecks.all(),
                    AntivirusSettings.DEFAULT,
                    null,
                    "web");

    /**
     * @param work where files are made, an empty folder
     * @param folder with labels
     * @param warmUps rounds that do not count
     */
    public Verdicts(Path work, Optional<Path> folder, int rounds, int warmUps, Progress progress) {
        this.work = work;
        this.folder = folder;
        this.rounds = rounds;
        this.warmUps = warmUps;
        this.progress = progress;
    }

    /** Measures all. */
    public VerdictFindings measure() throws IOException, InterruptedException {
        Optional<String> libmagic = FileProgram.version();
        progress.seen("libmagic", libmagic.orElse("left out: the program 'file' is not here"));
        List<LabelledFile> given =
                folder.isPresent() ? LabelledFolder.read(folder.get()) : List.of();
        List<LabelledFile> made = GeneratedFiles.writeInto(work);
        List<Accuracy> sets = new ArrayList<>();
        if (!given.isEmpty()) {
            sets.add(accuracy("given", given, libmagic.isPresent()));
        }
        sets.add(accuracy("made here", made, libmagic.isPresent()));
        List<Path> timed = new ArrayList<>();
        for (LabelledFile file : given.isEmpty() ? made : given) {
            if (Files.size(file.path()) <= MOST_BYTES) {
                timed.add(file.path());
            }
        }
        Speed speed = new Speed(repeated(timed), check, rounds, warmUps);
        return new VerdictFindings(
                libmagic.orElse(null),
                sets,
                BytesRead.measure(check, work),
                speed.measure(libmagic.isPresent(), progress));
    }

    /** A round is long enough that what else the machine does hits all sides alike. */
    private static List<Path> repeated(List<Path> files) {
        List<Path> all = new ArrayList<>(files);
        while (all.size() < LEAST_FILES) {
            all.addAll(files);
        }
        return all;
    }

    private Accuracy accuracy(String name, List<LabelledFile> files, boolean beside)
            throws IOException {
        AccuracyTally tally =
                new AccuracyTally(name, Labels.standard(), Refuted.standard(), beside);
        try (FileProgram program = beside ? FileProgram.start() : null) {
            for (LabelledFile file : files) {
                tally.count(file, check.check(file.path(), null), type(program, file));
            }
        }
        return tally.total();
    }

    private static @Nullable String type(@Nullable FileProgram program, LabelledFile file)
            throws IOException {
        return program == null ? null : program.type(file.path());
    }
}
