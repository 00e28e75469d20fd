package io.attachrelay.gateway.intake;

import io.attachrelay.model.DedupKey;
import io.attachrelay.platform.ParsedWebhook;
import io.attachrelay.settings.WebhookAuth;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Takes webhooks: proves, reads, keeps, answers in time. */
public final class WebhookIntake {

    private final MessageIntake messages;
    private final InFlight inFlight;
    private final Precedence precedence;
    private final RepeatedBodies repeated;
    private final Budgets budgets;
    private final GatewayMetrics metrics;

    WebhookIntake(
            MessageIntake messages,
            InFlight inFlight,
            Precedence precedence,
            RepeatedBodies repeated,
            Budgets budgets,
            GatewayMetrics metrics) {
        this.messages = messages;
        this.inFlight = inFlight;
        this.precedence = precedence;
        this.repeated = repeated;
        this.budgets = budgets;
        this.metrics = metrics;
    }

    /** Answers by the webhook's deadline; what was begun goes on without a waiter. */
    public Answer receive(Webhook webhook) {
        long begin = System.nanoTime();
        Answer answer = answer(webhook);
        metrics.webhook(webhook.tenant(), answer, Duration.ofNanos(System.nanoTime() - begin));
        return answer;
    }

    private Answer answer(Webhook webhook) {
        Tenant tenant = webhook.tenant();
        if (!tenant.verifier().accepts(webhook.header(), webhook.body())) {
            return unproven(tenant);
        }
        var body = RepeatedBodies.Body.of(webhook);
        var known = repeated.answer(body);
        return known.isPresent() ? known.get() : read(webhook, body);
    }

    private Answer read(Webhook webhook, RepeatedBodies.Body body) {
        return switch (webhook.tenant().webhooks().parse(webhook.body())) {
            case ParsedWebhook.Malformed(var detail) ->
                    counted(webhook, () -> Answer.Problem.of(ProblemCode.MALFORMED, detail));
            case ParsedWebhook.Ignored(var eventId) -> counted(webhook, () -> ignored(eventId));
            case ParsedWebhook.Message message -> keep(webhook, message, body);
        };
    }

    private static Answer unproven(Tenant tenant) {
        return switch (tenant.settings().webhook()) {
            case WebhookAuth.Bearer _ ->
                    Answer.Problem.of(ProblemCode.BAD_TOKEN, "Authorization: Bearer is checked");
            case WebhookAuth.HubSignature _, WebhookAuth.None _ ->
                    Answer.Problem.of(
                            ProblemCode.BAD_SIGNATURE,
                            "X-Hub-Signature-256 is checked against the body as it came");
        };
    }

    private Answer keep(Webhook webhook, ParsedWebhook.Message message, RepeatedBodies.Body body) {
        var arrival = Arrival.of(webhook.tenant(), message, webhook.trace(), webhook.answerBy());
        DedupKey key = arrival.dedupKey();
        Answer answer =
                inFlight.knows(key)
                        ? keep(arrival, key)
                        : counted(webhook, () -> keep(arrival, key));
        if (answer instanceof Answer.Acknowledged a) {
            repeated.learn(body, key, message.eventId());
            return a.to(message.eventId());
        }
        return answer;
    }

    private Answer keep(Arrival arrival, DedupKey key) {
        String tenant = arrival.tenant().name();
        return await(
                inFlight.join(
                        key,
                        arrival.answerBy(),
                        () -> precedence.during(tenant, () -> messages.keep(arrival))),
                arrival.answerBy());
    }

    private Answer counted(Webhook webhook, Supplier<Answer> answer) {
        return budgets.refusal(webhook.tenant())
                .orElseGet(() -> {
                    budgets.pay(webhook.tenant(), webhook.body().length);
                    return answer.get();
                });
    }

    private static Answer ignored(@Nullable String eventId) {
        return new Answer.Acknowledged(Answer.Status.IGNORED, eventId, List.of());
    }

    private static Answer await(CompletableFuture<Answer> answer, Deadline by) {
        try {
            return answer.get(by.left().toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException _) {
            return Answer.Problem.tryAgain("still at work; a later delivery finds it done");
        } catch (ExecutionException e) {
            throw new IllegalStateException("work answers, whatever happens", e);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return Answer.Problem.tryAgain("the gateway is closing");
        }
    }
}
