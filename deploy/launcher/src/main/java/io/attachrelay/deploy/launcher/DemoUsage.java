package io.attachrelay.deploy.launcher;

import io.attachrelay.deploy.system.SimulatedSystem;
import java.io.PrintWriter;
import java.nio.file.Path;

/** What a person can do with a demo that was kept running. */
final class DemoUsage {

    private final SimulatedSystem system;
    private final Path log;

    DemoUsage(SimulatedSystem system, Path log) {
        this.system = system;
        this.log = log;
    }

    void print(PrintWriter out) {
        out.printf("%nStill running; Ctrl-C ends it.%n");
        out.printf("  gateway           %s%n", system.gatewayUrl());
        out.printf(
                "  simulated Genesys %s (tenant %s)%n",
                system.genesys().apiUrl(), SimulatedSystem.ACME);
        out.printf(
                "  simulated CXone   %s (tenant %s)%n",
                system.cxone().apiUrl(), SimulatedSystem.GLOBEX);
        out.printf("  Kafka             %s%n", system.broker().bootstrapServers());
        out.printf("  settings          %s%n", system.settingsFile());
        out.printf("  log               %s%n", log);
        out.printf(
                "%nHand a file over as one of your services would; the answer names its media id:%n");
        out.printf(
                "  curl -sS -H 'Authorization: Bearer %s' -H 'Content-Type: text/plain' --data-binary 'hello'"
                        + " '%s/media/%s?conversation=conv-1&name=hello.txt'%n",
                SimulatedSystem.SERVICE_TOKEN, system.gatewayUrl(), SimulatedSystem.ACME);
        out.printf(
                "%nSee what the simulated Genesys received:%n  curl -sS %s/_sim/received%n",
                system.genesys().apiUrl());
        out.flush();
    }
}
