package io.attachrelay.deploy.benchmarks.world;

import io.javalin.Javalin;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The least that Javalin can do for a webhook: read the body and answer a JSON text that is known
 * beforehand. It proves no signature, reads no event, looks nothing up.
 */
public final class BareHandler {

    private BareHandler() {}

    /**
     * @param args the port, and the file with the answer
     */
    public static void main(String[] args) throws Exception {
        Ending.withParent();
        byte[] answer = Files.readString(Path.of(args[1])).getBytes(StandardCharsets.UTF_8);
        Javalin.create(
                        config -> {
                            config.startup.showJavalinBanner = false;
                            config.startup.showOldJavalinVersionWarning = false;
                            config.concurrency.useVirtualThreads = true;
                            config.jetty.host = "127.0.0.1";
                            config.jetty.port = Integer.parseInt(args[0]);
                            config.routes.post(
                                    "/webhooks/{tenant}",
                                    ctx -> {
                                        byte[] body = ctx.bodyAsBytes();
                                        ctx.status(body.length == 0 ? 400 : 200)
                                                .contentType("application/json")
                                                .result(answer);
                                    });
                        })
                .start();
    }
}
