package io.attachrelay.settings;

import java.net.URI;

/**
 * Client credentials at a platform.
 *
 * @param tokenUrl where tokens are fetched, http or https
 */
public record OAuthSettings(URI tokenUrl, String clientId, Secret clientSecret) {

    /** Who the platform takes the caller for. */
    public Client client() {
        return new Client(tokenUrl, clientId);
    }

    /** One client of one platform; tenants may share it. */
    public record Client(URI tokenUrl, String clientId) {}
}
