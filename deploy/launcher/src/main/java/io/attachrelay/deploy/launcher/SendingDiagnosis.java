package io.attachrelay.deploy.launcher;

import io.attachrelay.deploy.system.InstalledConverters;
import io.attachrelay.sender.channel.CapabilitiesException;
import io.attachrelay.sender.channel.ChannelMatrix;
import io.attachrelay.sender.convert.Availability;
import io.attachrelay.sender.convert.Converter;
import io.attachrelay.sender.convert.Converters;
import io.attachrelay.settings.Settings;
import java.util.List;
import java.util.stream.Stream;

/** Looks at what the sender needs to bring files into a form that channels show. */
final class SendingDiagnosis {

    private final Settings settings;

    SendingDiagnosis(Settings settings) {
        this.settings = settings;
    }

    List<Finding> findings() {
        return Stream.concat(Stream.of(links(), capabilities()), converters().stream()).toList();
    }

    private Finding links() {
        if (settings.links().secret().isEmpty()) {
            return new Finding("links", true, "off: links.secret is not set");
        }
        String where =
                settings.gateway()
                        .publicUrl()
                        .map(Object::toString)
                        .orElse("not sent to customers: gateway.public-url is not set");
        return new Finding(
                "links", true, settings.links().lifetime().toMinutes() + " min, " + where);
    }

    private Finding capabilities() {
        try {
            var matrix =
                    ChannelMatrix.load(
                            settings.sender().capabilitiesFile(), settings.tenants().keySet());
            return new Finding("channels", true, String.join(", ", matrix.channels()));
        } catch (CapabilitiesException e) {
            return new Finding("channels", false, String.valueOf(e.getMessage()));
        }
    }

    private List<Finding> converters() {
        try (Converters converters = InstalledConverters.open(settings.convert())) {
            return converters.all().stream().map(SendingDiagnosis::converter).toList();
        }
    }

    private static Finding converter(Converter converter) {
        return switch (converter.availability()) {
            case Availability.Available(var version) ->
                    new Finding("converter", true, converter.name() + ", " + version);
            case Availability.Missing(var lacking) ->
                    Finding.missing("converter", converter.name() + ", " + lacking);
        };
    }
}
