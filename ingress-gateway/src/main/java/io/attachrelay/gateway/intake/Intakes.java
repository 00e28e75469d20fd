package io.attachrelay.gateway.intake;

import io.attachrelay.media.share.FairShare;
import io.attachrelay.media.store.MediaStore;
import io.attachrelay.topic.Publisher;
import io.attachrelay.topic.TopicCatalog;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Both ways in, for webhooks and for services' files, on shared collaborators. */
public final class Intakes {

    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
    private final Patience patience = new Patience(Patience.PAUSE);
    private final WebhookIntake webhooks;
    private final ServiceFileIntake serviceFiles;

    /**
     * Nothing that is passed in is closed by this.
     *
     * @param tenants all that may call
     * @param maxFileBytes the largest file that a service may hand over
     */
    public Intakes(
            Collection<Tenant> tenants,
            Fetcher fetcher,
            MediaStore store,
            FairShare share,
            Publisher publisher,
            TopicCatalog topics,
            long maxFileBytes,
            GatewayMetrics metrics,
            Clock clock) {
        this(
                tenants,
                fetcher,
                store,
                share,
                publisher,
                topics,
                maxFileBytes,
                metrics,
                clock,
                new Precedence(System::nanoTime));
    }

    Intakes(
            Collection<Tenant> tenants,
            Fetcher fetcher,
            MediaStore store,
            FairShare share,
            Publisher publisher,
            TopicCatalog topics,
            long maxFileBytes,
            GatewayMetrics metrics,
            Clock clock,
            Precedence precedence) {
        var records = new StoredRecords(publisher, topics, clock);
        var budgets = new Budgets(tenants, metrics, clock);
        var breakers = new HostBreakers(patience.pause());
        var patient =
                new PatientFetcher(
                        budgets.paying(precedence.givingWay(fetcher)), store, breakers, patience);
        var fetching = new MediaFetching(patient, new GoneMemory(clock), metrics);
        var inFlight = new InFlight(workers, new RecentAnswers(clock));
        webhooks =
                new WebhookIntake(
                        new MessageIntake(fetching, records, patience),
                        inFlight,
                        precedence,
                        new RepeatedBodies(inFlight, clock),
                        budgets,
                        metrics);
        serviceFiles =
                new ServiceFileIntake(store, share, records, maxFileBytes, budgets, metrics, clock);
    }

    public WebhookIntake webhooks() {
        return webhooks;
    }

    public ServiceFileIntake serviceFiles() {
        return serviceFiles;
    }

    /**
     * Begins no more work on webhooks, answers what is held for a fault, lets what runs end, and
     * interrupts what has not ended within {@code grace}.
     */
    public void drain(Duration grace) {
        patience.end();
        workers.shutdown();
        try {
            if (!workers.awaitTermination(grace.toNanos(), TimeUnit.NANOSECONDS)) {
                workers.shutdownNow();
            }
        } catch (InterruptedException _) {
            workers.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
