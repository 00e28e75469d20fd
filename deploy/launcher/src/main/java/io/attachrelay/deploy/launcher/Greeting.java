package io.attachrelay.deploy.launcher;

import io.attachrelay.deploy.system.AttachRelay;
import io.attachrelay.settings.Settings;
import java.io.PrintWriter;

/** What an operator reads when services have started. */
final class Greeting {

    private Greeting() {}

    static void print(PrintWriter out, Settings settings, AttachRelay running) {
        running.gatewayPort()
                .ifPresent(port ->
                        out.printf(
                                "gateway on http://%s:%d, webhooks at /webhooks/{tenant}%n",
                                settings.gateway().host(), port));
        if (settings.tenants().isEmpty()) {
            out.println("no tenant is configured: every webhook will be answered 404");
        }
        out.println("running; Ctrl-C ends it");
        out.flush();
    }
}
