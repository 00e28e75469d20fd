package io.attachrelay.sender;

import io.attachrelay.model.OutboundCommand;
import io.attachrelay.platform.PlatformAdapter;
import org.jspecify.annotations.Nullable;

/**
 * One attempt at a command: what is wanted, through whom, and how far it has come.
 *
 * @param traceparent the command's; {@code null} if it has none
 */
record Task(
        OutboundCommand command,
        OutboundSender.Tenant tenant,
        Journal.Page page,
        @Nullable String traceparent) {

    PlatformAdapter platform() {
        return tenant.platform();
    }

    /** The channel that the command goes to; a blank name is none. */
    String channel() {
        String named = command.channel();
        return named == null || named.isBlank() ? tenant.channel() : named;
    }
}
