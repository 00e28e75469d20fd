package io.attachrelay.sender;

import io.attachrelay.media.store.MediaStore;
import io.attachrelay.media.store.PutOutcome;
import io.attachrelay.media.store.StoredObject;
import io.attachrelay.sender.ConversionJobs.Ending;
import io.attachrelay.sender.convert.Conversion;
import io.attachrelay.sender.convert.ConversionRequest;
import io.attachrelay.sender.convert.Converter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** One conversion: out of the store, through a converter, back into the store. */
final class ConversionJob {

    private final MediaStore store;
    private final ConversionFolder folder;
    private final MeterRegistry metrics;

    ConversionJob(MediaStore store, ConversionFolder folder, MeterRegistry metrics) {
        this.store = store;
        this.folder = folder;
        this.metrics = metrics;
    }

    /**
     * Converts and stores.
     *
     * @throws IOException if the local disk fails
     * @throws io.attachrelay.media.store.StoreException if the store fails
     * @throws InterruptedException if this thread is
     */
    Ending run(ConversionOrder order, Converter converter)
            throws IOException, InterruptedException {
        Timer.Sample sample = Timer.start(metrics);
        String outcome = "failed";
        try {
            Ending ending = made(order, converter);
            outcome = ending.word();
            return ending;
        } finally {
            sample.stop(
                    metrics.timer(
                            "attachrelay.sender.conversions",
                            "converter",
                            converter.name(),
                            "outcome",
                            outcome));
        }
    }

    private Ending made(ConversionOrder order, Converter converter)
            throws IOException, InterruptedException {
        try (ConversionFolder.Place place = folder.place()) {
            copy(order.source(), place.source());
            var request =
                    new ConversionRequest(
                            place.source(),
                            order.sourceType(),
                            order.target(),
                            order.mostBytes(),
                            place.outcomes());
            return switch (converter.convert(request)) {
                case Conversion.Converted(var file, _) -> keep(order, file);
                case Conversion.Impossible(var detail) -> new Ending.Impossible(detail);
                case Conversion.TryAgain(var detail) -> new Ending.NotYet(detail);
            };
        }
    }

    private void copy(StoredObject object, Path to) throws IOException {
        try (InputStream bytes = store.open(object.key(), 0, object.sizeBytes())) {
            Files.copy(bytes, to);
        }
    }

    /** Another process may have made it meanwhile: one outcome stands. */
    private Ending keep(ConversionOrder order, Path file) throws IOException {
        try (InputStream bytes = Files.newInputStream(file)) {
            return switch (store.put(order.key(), order.identity(), bytes, order.mostBytes())) {
                case PutOutcome.Created _ -> new Ending.Stored();
                case PutOutcome.AlreadyThere _ -> new Ending.Stored();
                case PutOutcome.TooLarge(long limit) ->
                        new Ending.Impossible("the outcome has more than " + limit + " bytes");
            };
        }
    }
}
