package io.attachrelay.media.store;

import io.attachrelay.model.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * The place of a small object: beside an attachment, or on its own under the tenant.
 *
 * @param path segments of letters, digits, dash, underscore and dot, joined by slashes; no segment
 *     begins with a dot
 */
public record SidecarKey(String path) {

    private static final Pattern FORM =
            Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]*(/[A-Za-z0-9_-][A-Za-z0-9._-]*)+");

    public SidecarKey {
        if (!FORM.matcher(path).matches()) {
            throw new IllegalArgumentException("not a sidecar key: " + path);
        }
    }

    /**
     * The place of a record about something that has no object: {@code {tenant}/{folder}/{hash of
     * name}}, since a name from outside may hold anything.
     */
    public static SidecarKey hashed(String tenant, String folder, String name) {
        Sha256 hash = Sha256.of(name.getBytes(StandardCharsets.UTF_8));
        return new SidecarKey(tenant + "/" + folder + "/" + hash.hex());
    }
}
