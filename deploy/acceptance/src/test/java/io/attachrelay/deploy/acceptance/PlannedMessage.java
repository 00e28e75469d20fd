package io.attachrelay.deploy.acceptance;

import io.attachrelay.deploy.testkit.platform.EventIds;
import io.attachrelay.deploy.testkit.platform.MediaHost;
import io.attachrelay.deploy.testkit.platform.MediaItem;
import java.net.URI;
import java.util.List;

/** A generated message; it can arrive more than once, each time as another with the same files. */
record PlannedMessage(String tenant, List<PlannedFile> files) {

    boolean isRefused() {
        return files.stream().anyMatch(PlannedFile::isRefused);
    }

    boolean isBroken() {
        return files.stream().anyMatch(PlannedFile::isBroken);
    }

    /** Whether a file of it is given up for the sake of the others, and is there in the end. */
    boolean isGivenUp() {
        return files.stream().anyMatch(PlannedFile::isGone);
    }

    /** A message of its own ids whose files are there, without any trouble. */
    ArrivingMessage arrive(Stage stage, URI forbidden) {
        MediaHost host = stage.platform(tenant).media();
        List<MediaItem> media = files.stream().map(f -> f.publish(host, forbidden)).toList();
        return new ArrivingMessage(stage.platform(tenant), tenant, EventIds.random(), media);
    }

    void trouble(ArrivingMessage message) {
        for (int i = 0; i < files.size(); i++) {
            files.get(i).trouble(message.platform().media(), message.media().get(i));
        }
    }

    void heal(ArrivingMessage message) {
        for (int i = 0; i < files.size(); i++) {
            files.get(i).heal(message.platform().media(), message.media().get(i));
        }
    }
}
