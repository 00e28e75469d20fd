package io.attachrelay.sender;

import io.attachrelay.sender.convert.Availability;
import io.attachrelay.sender.convert.Conversion;
import io.attachrelay.sender.convert.ConversionRequest;
import io.attachrelay.sender.convert.Converter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Makes a PDF of any file of one type, or does what a test wants in its place. */
final class TestConverter implements Converter {

    private static final Behaviour MAKES_A_PDF =
            request -> {
                try {
                    var file = request.folder().resolve("outcome");
                    Files.write(file, StoredFiles.PDF);
                    return new Conversion.Converted(file, request.targetType());
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            };

    /** The requests so far. */
    final List<ConversionRequest> requests = Collections.synchronizedList(new ArrayList<>());

    private final String name;
    private final String sourceType;
    private volatile Behaviour behaviour = MAKES_A_PDF;

    TestConverter(String name, String sourceType) {
        this.name = name;
        this.sourceType = sourceType;
    }

    /** What a conversion does. */
    @FunctionalInterface
    interface Behaviour {
        Conversion convert(ConversionRequest request) throws InterruptedException;
    }

    void does(Behaviour other) {
        behaviour = other;
    }

    void makesPdf() {
        behaviour = MAKES_A_PDF;
    }

    /** The next one does this, all later ones make a PDF. */
    void doesOnce(Behaviour other) {
        behaviour =
                request -> {
                    behaviour = MAKES_A_PDF;
                    return other.convert(request);
                };
    }

    /** Each waits until {@code go}, then makes a PDF. */
    void waitsFor(CountDownLatch go) {
        behaviour =
                request -> {
                    go.await();
                    return MAKES_A_PDF.convert(request);
                };
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Availability availability() {
        return new Availability.Available("test");
    }

    @Override
    public boolean knows(String sourceType, String targetType) {
        return this.sourceType.equals(sourceType) && targetType.equals("application/pdf");
    }

    @Override
    public Conversion convert(ConversionRequest request) throws InterruptedException {
        requests.add(request);
        return behaviour.convert(request);
    }

    @Override
    public void close() {}
}
