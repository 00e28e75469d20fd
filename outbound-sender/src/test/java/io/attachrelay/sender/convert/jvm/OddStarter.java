package io.attachrelay.sender.convert.jvm;

import io.attachrelay.sender.convert.ConversionRequest;
import java.nio.file.Path;
import java.time.Duration;

/** A process that starts a conversion and waits for it, in order to be killed. */
final class OddStarter {

    private OddStarter() {}

    public static void main(String[] arguments) throws InterruptedException {
        Path folder = Path.of(arguments[0]);
        var limits = new Limits(32L << 20, Duration.ofMinutes(1), 1);
        try (var conversions = new JavaConversions(OddJob.class, limits)) {
            var _ =
                    conversions.convert(
                            new ConversionRequest(
                                    folder.resolve("deed"), "text/plain", "text/plain", 1, folder));
        }
    }
}
