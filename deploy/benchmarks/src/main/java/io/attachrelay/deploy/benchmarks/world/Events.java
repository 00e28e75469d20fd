package io.attachrelay.deploy.benchmarks.world;

import io.attachrelay.deploy.testkit.platform.EventIds;
import io.attachrelay.deploy.testkit.platform.GenesysSimulator;
import io.attachrelay.deploy.testkit.platform.MediaItem;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * Signed events of a platform whose files are on the media host of these benchmarks, each in a
 * conversation of its own.
 */
record Events(GenesysSimulator platform, int hostPort) {

    /** A new event's JSON. */
    byte[] next(int bytes) {
        return platform.mediaEvent(EventIds.random(), medium(bytes)).body();
    }

    /** An event as a whole HTTP request, so that a generator only has to write it. */
    byte[] request(Tenant tenant, byte[] body) {
        StringBuilder head =
                new StringBuilder("POST /webhooks/" + tenant.wireName() + " HTTP/1.1\r\n")
                        .append("Host: 127.0.0.1\r\n")
                        .append("Content-Length: " + body.length + "\r\n");
        platform.webhook()
                .signed(body)
                .forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
        head.append("\r\n");
        var request = new ByteArrayOutputStream();
        request.writeBytes(head.toString().getBytes(StandardCharsets.US_ASCII));
        request.writeBytes(body);
        return request.toByteArray();
    }

    /** The hash is in no event, so it may be any. */
    private MediaItem medium(int bytes) {
        String id = UUID.randomUUID().toString();
        URI url = URI.create("http://127.0.0.1:%d/media/%d/%s".formatted(hostPort, bytes, id));
        return new MediaItem(id, url, "photo.bin", "application/octet-stream", bytes, "");
    }
}
