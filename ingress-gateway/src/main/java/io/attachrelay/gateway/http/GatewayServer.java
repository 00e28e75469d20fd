package io.attachrelay.gateway.http;

import io.attachrelay.gateway.intake.Answer.Problem;
import io.attachrelay.gateway.intake.Faults;
import io.attachrelay.settings.GatewaySettings;
import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.util.JavalinException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The HTTP server: a virtual thread for each request. */
public final class GatewayServer {

    private static final Logger LOG = LoggerFactory.getLogger(GatewayServer.class);

    private final Javalin javalin;

    /** A server that is not open yet. */
    public GatewayServer(GatewaySettings settings, Routes routes) {
        this.javalin =
                Javalin.create(config -> {
                    configure(config, settings);
                    routes.addTo(config.routes);
                });
    }

    private static void configure(JavalinConfig config, GatewaySettings settings) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.concurrency.useVirtualThreads = true;
        config.http.prefer405over404 = true;
        // Ranges and lengths of files must be those of the bytes themselves.
        config.http.compressionStrategy = CompressionStrategy.NONE;
        config.jetty.modifyHttpConfiguration(Connections::restrict);
        config.jetty.addConnector((server, http) -> Connections.of(server, http, settings));
        config.jetty.modifyServer(server -> server.setErrorHandler(new ServerProblems()));
        config.jetty.modifyServletContextHandler(
                context -> context.setErrorHandler(new ServerProblems()));
        config.router.javaLangErrorHandler(GatewayServer::answerError);
    }

    /** For what is no exception, such as too little memory or a broken class path. */
    private static void answerError(HttpServletResponse response, Error error) {
        Faults.log("request failed", error);
        Problem problem = ServerProblems.of(503);
        byte[] body = Answers.bytes(Answers.ProblemBody.of(problem, 503));
        try {
            response.setStatus(503);
            Answers.retryAfter(problem)
                    .ifPresent(seconds -> response.setHeader(Answers.RETRY_AFTER, seconds));
            response.setContentType(Answers.PROBLEM_TYPE);
            response.getOutputStream().write(body);
        } catch (IOException e) {
            Faults.log("answer not written", e);
        }
    }

    /** Opens the port. */
    public void start() {
        javalin.start();
    }

    /** The port that is open, also when the settings left it to chance. */
    public int port() {
        return javalin.port();
    }

    /**
     * Closes the port.
     *
     * @param grace how long requests under way may take to end; what takes longer is cut off
     */
    public void stop(Duration grace) {
        // Jetty's own is zero, which would cut the answers under way.
        javalin.jettyServer().server().setStopTimeout(grace.toMillis());
        try {
            javalin.stop();
        } catch (JavalinException e) {
            if (!(e.getCause() instanceof TimeoutException)) {
                throw e;
            }
            LOG.warn("requests under way were cut off at the end of the grace period");
        }
    }
}
