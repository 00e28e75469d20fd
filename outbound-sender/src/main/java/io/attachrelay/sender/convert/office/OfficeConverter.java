package io.attachrelay.sender.convert.office;

import io.attachrelay.sender.convert.Availability;
import io.attachrelay.sender.convert.Conversion;
import io.attachrelay.sender.convert.ConversionRequest;
import io.attachrelay.sender.convert.Converter;
import io.attachrelay.sender.convert.program.ProgramBox;
import io.attachrelay.sender.convert.program.ProgramLimits;
import io.attachrelay.settings.ConversionSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Word processing, spreadsheets and presentations to PDF, by LibreOffice processes that are kept
 * warm: docs/decisions/0026. The time limit is for the document alone; waiting for a process and
 * starting one have that time besides.
 */
public final class OfficeConverter implements Converter {

    private static final String PDF = "application/pdf";
    // More than any channel takes.
    private static final long MOST_BYTES = 256L << 20;
    private static final Path TEMPORARY = Path.of(System.getProperty("java.io.tmpdir"));
    // It takes 3 s; this leaves room for a loaded machine.
    private static final Duration START_WITHIN = Duration.ofSeconds(60);
    // Of a processor, for all documents of a process; each document's time is watched besides.
    private static final Duration LIFE = Duration.ofHours(1);

    private final ProgramBox box;
    private final Availability availability;
    private final ProgramLimits limits;
    private final Duration timeLimit;
    private final OfficePool pool;
    private final Semaphore places;

    private OfficeConverter(
            ProgramBox box,
            Availability availability,
            OfficePool pool,
            ProgramLimits limits,
            ConversionSettings settings) {
        this.box = box;
        this.availability = availability;
        this.pool = pool;
        this.limits = limits;
        this.timeLimit = settings.timeLimit();
        this.places = new Semaphore(settings.atOnce(), true);
    }

    /** The converter as far as this machine has what it needs. */
    public static OfficeConverter here(ConversionSettings settings) {
        ProgramBox box = ProgramBox.here(settings);
        OfficeInstallation installation = OfficeInstallation.here(box, TEMPORARY);
        ProgramLimits limits =
                new ProgramLimits(START_WITHIN, LIFE, settings.memoryLimit(), MOST_BYTES);
        return new OfficeConverter(
                box,
                installation.availability(),
                new OfficePool(new OfficeStart(installation.soffice(), box, TEMPORARY, limits)),
                limits,
                settings);
    }

    @Override
    public String name() {
        return "office";
    }

    @Override
    public Availability availability() {
        return availability;
    }

    @Override
    public boolean knows(String sourceType, String targetType) {
        return targetType.equals(PDF) && OfficeFormat.of(sourceType).isPresent();
    }

    @Override
    public Conversion convert(ConversionRequest request) throws InterruptedException {
        Optional<OfficeFormat> format = OfficeFormat.of(request.sourceType());
        if (format.isEmpty() || !request.targetType().equals(PDF)) {
            return new Conversion.Impossible(
                    "%s can't become %s".formatted(request.sourceType(), request.targetType()));
        }
        if (availability instanceof Availability.Missing(String lacking)) {
            return new Conversion.TryAgain(lacking);
        }
        if (!places.tryAcquire(timeLimit.toNanos(), TimeUnit.NANOSECONDS)) {
            return new Conversion.TryAgain("all office processes are busy");
        }
        try {
            return convert(new OfficeWork(request, format.get(), box, limits));
        } catch (IOException e) {
            return new Conversion.TryAgain(e.toString());
        } finally {
            places.release();
        }
    }

    /**
     * What fails in one process has a second chance in a new one, where nothing else was before.
     */
    private Conversion convert(OfficeWork work) throws IOException, InterruptedException {
        try {
            return convert(work, pool.take());
        } catch (OfficeFailedException _) {
            try {
                return convert(work, pool.fresh());
            } catch (OfficeFailedException e) {
                return new Conversion.Impossible(
                        "LibreOffice fails over the document, or takes more than "
                                + limits.memoryWords());
            }
        }
    }

    private Conversion convert(OfficeWork work, OfficeProcess process)
            throws OfficeFailedException, IOException, InterruptedException {
        boolean fresh = process.documents() == 0;
        boolean sound = false;
        try {
            Conversion conversion = process.ask(work, timeLimit);
            sound = true;
            return conversion;
        } catch (TimeoutException _) {
            String detail = "LibreOffice takes longer than %d ms".formatted(timeLimit.toMillis());
            return fresh ? new Conversion.Impossible(detail) : new Conversion.TryAgain(detail);
        } finally {
            if (sound) {
                pool.giveBack(process);
            } else {
                process.close();
            }
        }
    }

    @Override
    public void close() {
        pool.close();
        box.close();
    }
}
