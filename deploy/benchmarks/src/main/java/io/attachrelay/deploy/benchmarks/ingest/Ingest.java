package io.attachrelay.deploy.benchmarks.ingest;

import io.attachrelay.deploy.benchmarks.figure.Progress;
import io.attachrelay.deploy.benchmarks.load.ClosedLoop;
import io.attachrelay.deploy.benchmarks.load.OpenLoop;
import io.attachrelay.deploy.benchmarks.world.Contender;
import io.attachrelay.deploy.benchmarks.world.Contenders;
import io.attachrelay.deploy.benchmarks.world.Webhooked;
import io.attachrelay.deploy.testkit.azurite.Azurite;
import io.attachrelay.deploy.testkit.azurite.AzuriteSearch;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Measures one part after the other. */
public final class Ingest {

    private static final Interleaved.Pace CLOSED =
            (work, cell) -> ClosedLoop.run(work, cell.atOnce(), cell.files());

    /** Of what AttachRelay takes: a load that it bears for long. */
    private static final double MODERATE = 0.5;

    private final Plan plan;
    private final Contenders contenders;
    private final Progress progress;
    private final Webhooked gateway;
    private final Interleaved onDisk;

    /** Starts what is measured. */
    public Ingest(Plan plan, Contenders contenders, Progress progress) throws IOException {
        this.plan = plan;
        this.contenders = contenders;
        this.progress = progress;
        this.gateway = contenders.gateway();
        List<Contender> all =
                new ArrayList<>(
                        List.of(
                                contenders.limit(Findings.LIMIT),
                                contenders.durableLimit(Findings.DURABLE),
                                gateway));
        if (plan.beside().isPresent()) {
            all.add(contenders.gateway(Findings.OTHER, plan.beside().get()));
        }
        if (plan.peer().isPresent()) {
            all.add(contenders.peer(plan.peer().get()));
        }
        this.onDisk = new Interleaved(all, plan.rounds(), progress);
    }

    /** Measures all that is planned. */
    public Findings measure() throws IOException, InterruptedException {
        onDisk.warmUp(CLOSED);
        List<CellResult> files = new ArrayList<>();
        if (plan.parts().contains(Part.FILES)) {
            for (Cell cell : plan.cells()) {
                files.add(onDisk.measure(cell.name(), cell, CLOSED));
            }
        }
        return new Findings(files, moderate(files), duplicates(), azure());
    }

    private @Nullable CellResult moderate(List<CellResult> files)
            throws IOException, InterruptedException {
        if (!plan.parts().contains(Part.ACK)) {
            return null;
        }
        double rate = MODERATE * ownRate(files);
        return onDisk.measure(
                "1 MB at %.0f/s".formatted(rate),
                Cell.MAIN,
                (work, cell) -> OpenLoop.run(work, rate, cell.files()));
    }

    /** Files of 1 MB a second, 32 at once. */
    private double ownRate(List<CellResult> files) throws IOException, InterruptedException {
        Optional<CellResult> seen =
                files.stream().filter(f -> f.cell().name().equals(Cell.MAIN.name())).findFirst();
        CellResult result =
                seen.isPresent()
                        ? seen.get()
                        : new Interleaved(List.of(gateway), 1, progress)
                                .measure("its rate", Cell.MAIN, CLOSED);
        return result.median(gateway.name(), Figure::filesPerSecond);
    }

    private Duplicates.@Nullable Result duplicates() throws IOException, InterruptedException {
        return plan.parts().contains(Part.DUPLICATES)
                ? new Duplicates(gateway, contenders, plan.rounds(), progress).measure()
                : null;
    }

    private @Nullable CellResult azure() throws IOException, InterruptedException {
        if (!plan.parts().contains(Part.AZURE) || plan.peer().isEmpty()) {
            return null;
        }
        return switch (Azurite.find()) {
            case AzuriteSearch.Absent(var reason) -> {
                progress.seen("Azurite", "left out: " + reason);
                yield null;
            }
            case AzuriteSearch.Found(var azurite, _) -> {
                try (azurite) {
                    yield azure(azurite.connectionString());
                }
            }
        };
    }

    private CellResult azure(String account) throws IOException, InterruptedException {
        Cell cell = new Cell(Cell.MAIN.fileBytes(), Cell.MAIN.atOnce(), 200);
        try (Webhooked ours = contenders.azureGateway(account);
                Webhooked peer = contenders.azurePeer(plan.peer().orElseThrow(), account)) {
            return new Interleaved(List.of(ours, peer), plan.rounds(), progress)
                    .measure(cell.name() + " Azurite", cell, CLOSED);
        }
    }
}
