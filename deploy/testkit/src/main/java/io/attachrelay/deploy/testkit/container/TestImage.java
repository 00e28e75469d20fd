package io.attachrelay.deploy.testkit.container;

import java.util.Locale;
import java.util.Optional;
import org.apache.kafka.common.utils.AppInfoParser;

/**
 * What the containers of tests are made of: the vendor's own image, unless the system property
 * {@code attachrelay.test.kafka-image} or {@code attachrelay.test.azurite-image} names another, or
 * else the environment variable {@code KAFKA_IMAGE} or {@code AZURITE_IMAGE}.
 */
public enum TestImage {
    /** In the version of the clients that are used. */
    KAFKA("apache/kafka", AppInfoParser.getVersion()),
    AZURITE("mcr.microsoft.com/azure-storage/azurite", "3.37.0");

    private final String repository;
    private final String version;

    TestImage(String repository, String version) {
        this.repository = repository;
        this.version = version;
    }

    /** The image's full name. */
    public String image() {
        return Optional.ofNullable(System.getProperty(property()))
                .or(() -> Optional.ofNullable(System.getenv(name() + "_IMAGE")))
                .filter(name -> !name.isBlank())
                .orElse(repository + ":" + version);
    }

    /** Where the vendor publishes it, without a version. */
    public String repository() {
        return repository;
    }

    /** The software's version. */
    public String version() {
        return version;
    }

    /** The system property that names another image. */
    public String property() {
        return "attachrelay.test." + name().toLowerCase(Locale.ROOT) + "-image";
    }
}
