package io.attachrelay.gateway;

import io.attachrelay.gateway.intake.Fetcher;
import io.attachrelay.gateway.intake.Tenant;
import io.attachrelay.media.link.LinkSigner;
import io.attachrelay.media.share.FairShare;
import io.attachrelay.media.store.ObjectStore;
import io.attachrelay.topic.Publisher;
import io.attachrelay.topic.TopicCatalog;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * What a gateway works with. None of it is closed by the gateway but {@code share}.
 *
 * @param tenants by name
 * @param fetcher brings media into {@code store}
 * @param share of memory, for all files under way into {@code store}, those of {@code fetcher}
 *     included
 * @param links empty if temporary links are off
 * @param kafka whether the broker answers now, such as {@link
 *     io.attachrelay.gateway.health.KafkaProbe}
 * @param meters what {@code /metrics} shows
 */
public record GatewayParts(
        Map<String, Tenant> tenants,
        Fetcher fetcher,
        ObjectStore store,
        FairShare share,
        Optional<LinkSigner> links,
        Publisher publisher,
        TopicCatalog topics,
        BooleanSupplier kafka,
        PrometheusMeterRegistry meters,
        Clock clock) {

    public GatewayParts {
        tenants = Map.copyOf(tenants);
    }
}
