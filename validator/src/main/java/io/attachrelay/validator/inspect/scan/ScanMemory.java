package io.attachrelay.validator.inspect.scan;

import io.attachrelay.media.store.JsonSidecars;
import io.attachrelay.media.store.SidecarKey;
import io.attachrelay.media.store.SidecarStore;
import io.attachrelay.model.Sha256;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What was said of which bytes by which signatures: a small record for each SHA-256 of a tenant, so
 * that the same bytes are scanned once until there are other signatures. See docs/decisions/0019.
 */
final class ScanMemory {

    private static final String FOLDER = "scans";

    private final JsonSidecars<Remembered> records;

    /**
     * @param store not closed by this
     */
    ScanMemory(SidecarStore store) {
        this.records = new JsonSidecars<>(store, Remembered.class);
    }

    /** What these signatures said of these bytes. */
    Optional<ScanResult> of(String tenant, Sha256 bytes, String version) {
        return records.read(place(tenant, bytes))
                .map(JsonSidecars.Versioned::value)
                .filter(r -> hasSignatures(version) && r.version().equals(version))
                .map(r ->
                        r.signature() == null
                                ? new ScanResult.Clean()
                                : new ScanResult.Known(r.signature()));
    }

    /**
     * Remembers a result. Of what two write at the same time one stays; a clamd that does not tell
     * the version of its signatures is asked again each time, and so is one that could not scan.
     */
    void keep(String tenant, Sha256 bytes, String version, ScanResult result) {
        if (!hasSignatures(version)) {
            return;
        }
        switch (result) {
            case ScanResult.Clean() -> write(tenant, bytes, new Remembered(version, null));
            case ScanResult.Known(var name) -> write(tenant, bytes, new Remembered(version, name));
            case ScanResult.NotScannable _ -> {}
        }
    }

    private void write(String tenant, Sha256 bytes, Remembered result) {
        records.overwrite(place(tenant, bytes), result);
    }

    /** {@code ClamAV 1.4.6} alone says nothing of the signatures. */
    private static boolean hasSignatures(String version) {
        return version.contains("/");
    }

    private static SidecarKey place(String tenant, Sha256 bytes) {
        return new SidecarKey(tenant + "/" + FOLDER + "/" + bytes.hex());
    }

    /**
     * @param version as clamd tells it
     * @param signature {@code null} if none fits
     */
    record Remembered(String version, @Nullable String signature) {}
}
