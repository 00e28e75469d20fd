package io.attachrelay.deploy.launcher;

import io.attachrelay.model.Origin;
import picocli.CommandLine.Option;

/** The option {@code --to-send}: whose files are meant. */
final class OriginOption {

    @Option(
            names = "--to-send",
            description =
                    "Files that a service hands over to be sent. Default: files from customers.")
    private boolean toSend;

    Origin origin() {
        return toSend ? Origin.SERVICE : Origin.PLATFORM;
    }
}
