package io.attachrelay.deploy.benchmarks.calls;

import io.attachrelay.deploy.benchmarks.world.Ending;
import io.attachrelay.model.Json;
import io.javalin.Javalin;
import io.javalin.http.Context;

/**
 * A platform that takes its time for each call and refuses those of one conversation. {@code POST
 * /calls/{conversation}/{sequence}/{due}} is a call, {@code POST /reset} begins a new account,
 * {@code GET /report} tells it.
 */
public final class SlowPlatform {

    /** Its calls are answered with 503. */
    static final String FAILING = "failing";

    private final long millis;
    private volatile CallLog log = new CallLog();

    private SlowPlatform(long millis) {
        this.millis = millis;
    }

    /**
     * @param args the port, and how long a call takes in milliseconds
     */
    public static void main(String[] args) {
        Ending.withParent();
        var platform = new SlowPlatform(Long.parseLong(args[1]));
        Javalin.create(
                        config -> {
                            config.startup.showJavalinBanner = false;
                            config.startup.showOldJavalinVersionWarning = false;
                            config.concurrency.useVirtualThreads = true;
                            config.jetty.host = "127.0.0.1";
                            config.jetty.port = Integer.parseInt(args[0]);
                            config.routes.post(
                                    "/calls/{conversation}/{sequence}/{due}", platform::call);
                            config.routes.post("/reset", _ -> platform.log = new CallLog());
                            config.routes.get(
                                    "/report",
                                    ctx ->
                                            ctx.result(
                                                    Json.mapper()
                                                            .writeValueAsBytes(
                                                                    platform.log.report())));
                        })
                .start();
    }

    private void call(Context ctx) throws InterruptedException {
        CallLog account = log;
        String conversation = ctx.pathParam("conversation");
        int sequence = Integer.parseInt(ctx.pathParam("sequence"));
        account.begins(conversation, sequence);
        Thread.sleep(millis);
        if (conversation.equals(FAILING)) {
            account.refuses(conversation);
            ctx.status(503);
        } else {
            account.ends(conversation, sequence, Long.parseLong(ctx.pathParam("due")));
        }
    }
}
