package io.attachrelay.sender;

import io.attachrelay.model.OutboundCommand;
import io.attachrelay.platform.PlatformAdapter;

/** One attempt at a command: what is wanted, through whom, and how far it has come. */
record Task(OutboundCommand command, OutboundSender.Tenant tenant, Journal.Page page) {

    PlatformAdapter platform() {
        return tenant.platform();
    }

    /** The channel that the command goes to. */
    String channel() {
        String named = command.channel();
        return named == null ? tenant.channel() : named;
    }
}
