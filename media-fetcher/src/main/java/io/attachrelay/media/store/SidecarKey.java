package io.attachrelay.media.store;

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
}
