package io.attachrelay.deploy.testkit.platform;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Delivers events to AttachRelay's webhook as a platform does. Safe for many threads. */
public final class WebhookSender {

    private final HttpClient client;
    private final SimulatorSettings settings;
    private final RetrySchedule schedule;
    private volatile @Nullable URI target;

    WebhookSender(SimulatorSettings settings) {
        this(client(), settings, settings.retrySchedule(), settings.webhook());
    }

    private WebhookSender(
            HttpClient client,
            SimulatorSettings settings,
            RetrySchedule schedule,
            @Nullable URI target) {
        this.client = client;
        this.settings = settings;
        this.schedule = schedule;
        this.target = target;
    }

    private static HttpClient client() {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .executor(Executors.newVirtualThreadPerTaskExecutor())
                .build();
    }

    /** The same platform's deliveries to another webhook, such as that of one gateway of many. */
    public WebhookSender to(URI webhook) {
        return new WebhookSender(client, settings, schedule, webhook);
    }

    /** The same platform's deliveries to the webhook of now, more or less patient. */
    public WebhookSender retrying(RetrySchedule other) {
        return new WebhookSender(client, settings, other, target);
    }

    /** Names the webhook that events go to from now on. */
    public void target(URI webhook) {
        target = webhook;
    }

    /** Delivers the event once, signed. */
    public DeliveryAttempt deliver(WebhookEvent event) {
        return attempt(1, event.body(), signed(event.body()));
    }

    /** Delivers the event, signed, and repeats it by the schedule until it is answered finally. */
    public Delivery deliverWithRetries(WebhookEvent event) {
        var attempts = new ArrayList<DeliveryAttempt>();
        attempts.add(deliver(event));
        while (attempts.getLast().isRetryable() && attempts.size() <= schedule.retries()) {
            pause(schedule.interval());
            attempts.add(attempt(attempts.size() + 1, event.body(), signed(event.body())));
        }
        return new Delivery(attempts);
    }

    /** Delivers the event so many times at once; returns when all are answered. */
    public List<DeliveryAttempt> deliverConcurrently(WebhookEvent event, int times) {
        var start = new CountDownLatch(1);
        var deliveries = new ArrayList<Future<DeliveryAttempt>>();
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<DeliveryAttempt> delivery =
                    () -> {
                        start.await();
                        return deliver(event);
                    };
            for (int i = 0; i < times; i++) {
                deliveries.add(executor.submit(delivery));
            }
            start.countDown();
        }
        return deliveries.stream().map(Future::resultNow).toList();
    }

    /** Posts any bytes with just these headers, unsigned unless they sign. */
    public DeliveryAttempt post(byte[] body, Map<String, String> headers) {
        return attempt(1, body, headers);
    }

    /** The headers that a true delivery of this body carries. */
    public Map<String, String> signed(byte[] body) {
        var headers = new HashMap<>(settings.webhookAuth().headers(body));
        headers.put("Content-Type", "application/json");
        return Map.copyOf(headers);
    }

    void close() {
        client.shutdownNow();
    }

    private DeliveryAttempt attempt(int number, byte[] body, Map<String, String> headers) {
        var at = settings.clock().instant();
        long start = System.nanoTime();
        try {
            var answer = exchange(request(body, headers));
            return new DeliveryAttempt(
                    number,
                    at,
                    since(start),
                    answer.statusCode(),
                    answer.body(),
                    answer.headers().firstValue("Retry-After").orElse(null),
                    null);
        } catch (IOException e) {
            return new DeliveryAttempt(number, at, since(start), 0, "", null, e.toString());
        }
    }

    private HttpRequest request(byte[] body, Map<String, String> headers) {
        var webhook = target;
        if (webhook == null) {
            throw new IllegalStateException("the simulator was not told its webhook: call target");
        }
        var request =
                HttpRequest.newBuilder(webhook).POST(HttpRequest.BodyPublishers.ofByteArray(body));
        headers.forEach(request::setHeader);
        return request.build();
    }

    // The client's own request time-out ends at the headers; this one covers the body.
    private HttpResponse<String> exchange(HttpRequest request) throws IOException {
        var answer = client.sendAsync(request, HttpResponse.BodyHandlers.ofString());
        try {
            return answer.get(schedule.timeout().toMillis(), MILLISECONDS);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new IOException("no answer within " + schedule.timeout(), e);
        } catch (ExecutionException e) {
            throw new IOException(String.valueOf(e.getCause()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
