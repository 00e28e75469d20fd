package io.attachrelay.deploy.testkit.azurite;

import io.attachrelay.deploy.testkit.container.TestImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A running Azurite with an empty blob service.
 *
 * <p>It is looked for in this order: the one that the environment variable {@code
 * ATTACHRELAY_TEST_AZURITE} names by connection string or endpoint; a container, when a Docker
 * engine answers (its image: {@link TestImage#AZURITE}); a process of Node.js, whose package is
 * installed once into the user's cache folder.
 *
 * <p>Azurite lags the SDK: whichever runs here is told not to check the service version.
 */
public final class Azurite implements AutoCloseable {

    static final String ADDRESS_VARIABLE = "ATTACHRELAY_TEST_AZURITE";
    static final List<String> FLAGS =
            List.of("--skipApiVersionCheck", "--disableTelemetry", "--silent");

    // Account and key are the emulator's own, published by Microsoft and the same everywhere.
    private static final String ACCOUNT = "devstoreaccount1";
    private static final String KEY =
            "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";
    private static final Pattern ENDPOINT = Pattern.compile("BlobEndpoint=([^;]+)");

    private final AzuriteSource.Running running;

    private Azurite(AzuriteSource.Running running) {
        this.running = running;
    }

    /**
     * Starts an Azurite where this machine can; that takes some seconds, and on first use as long
     * as the download of its image or package. A test that gets {@link AzuriteSearch.Absent} is
     * skipped with that reason.
     */
    public static AzuriteSearch find() {
        var address = System.getenv(ADDRESS_VARIABLE);
        return find(
                address == null || address.isEmpty()
                        ? List.of(docker(), npm())
                        : List.of(new ExternalSource(address)));
    }

    static AzuriteSearch find(List<AzuriteSource> sources) {
        var reasons = new ArrayList<String>();
        for (var source : sources) {
            try {
                return new AzuriteSearch.Found(new Azurite(source.start()), source.name());
            } catch (IOException e) {
                reasons.add("%s: %s".formatted(source.name(), e.getMessage()));
            }
        }
        return new AzuriteSearch.Absent("no Azurite here; " + String.join("; ", reasons));
    }

    static AzuriteSource npm() {
        String name = "azurite@" + TestImage.AZURITE.version();
        return new NpmSource(new NpmPackage(name, NpmPackage.userCache()));
    }

    static AzuriteSource docker() {
        return new DockerSource(TestImage.AZURITE.image());
    }

    /** For the builders of the Azure SDK. */
    public String connectionString() {
        return running.connectionString();
    }

    /** The blob service's address, the account's name included. */
    public URI blobEndpoint() {
        var match = ENDPOINT.matcher(connectionString());
        if (!match.find()) {
            throw new IllegalStateException("the connection string names no BlobEndpoint");
        }
        return URI.create(match.group(1));
    }

    /**
     * Lets it hang: connections open and nothing is answered.
     *
     * @throws IOException when it is not under our control
     */
    public void pause() throws IOException {
        running.pause();
    }

    /** Lets it go on after {@link #pause}. */
    public void resume() throws IOException {
        running.resume();
    }

    /** Ends it for good, as a crash does; its data are gone. */
    public void kill() throws IOException {
        running.kill();
    }

    /** Ends it and removes its data, unless it was found running. */
    @Override
    public void close() {
        try {
            running.kill();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String connectionString(int port) {
        return connectionString("http://127.0.0.1:%d/%s".formatted(port, ACCOUNT));
    }

    static String connectionString(String endpoint) {
        return "DefaultEndpointsProtocol=%s;AccountName=%s;AccountKey=%s;BlobEndpoint=%s;"
                .formatted(URI.create(endpoint).getScheme(), ACCOUNT, KEY, endpoint);
    }
}
