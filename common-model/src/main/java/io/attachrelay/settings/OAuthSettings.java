package io.attachrelay.settings;

import java.net.URI;

/**
 * Client credentials at a platform.
 *
 * @param tokenUrl where tokens are fetched, http or https
 */
public record OAuthSettings(URI tokenUrl, String clientId, Secret clientSecret) {}
