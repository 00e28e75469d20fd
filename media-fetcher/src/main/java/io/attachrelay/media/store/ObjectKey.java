package io.attachrelay.media.store;

import io.attachrelay.model.MediaId;
import java.util.regex.Pattern;

/**
 * The place of an attachment in the store: {@code {tenant}/{conversation part}/{mediaId}}.
 *
 * @param tenant letters, digits, dash and underscore
 */
public record ObjectKey(String tenant, MediaId mediaId) {

    private static final Pattern TENANT = Pattern.compile("[A-Za-z0-9_-]+");
    private static final Pattern OBJECT_PATH =
            Pattern.compile(".+/[a-z2-7]{16}-[a-z2-7]{16}-[a-z2-7]{16}");

    public ObjectKey {
        if (!TENANT.matcher(tenant).matches()) {
            throw new IllegalArgumentException("not a tenant's name: " + tenant);
        }
    }

    /** The key as one path. */
    public String path() {
        return tenant + "/" + mediaId.conversationPart() + "/" + mediaId.value();
    }

    /** Whether {@code path} is that of an attachment and not of a small object beside one. */
    public static boolean isObjectPath(String path) {
        return OBJECT_PATH.matcher(path).matches();
    }

    /** The key of a small object beside this one, such as {@code verdict}. */
    public SidecarKey sidecar(String suffix) {
        return new SidecarKey(path() + "." + suffix);
    }
}
