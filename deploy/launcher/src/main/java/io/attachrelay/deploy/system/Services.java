package io.attachrelay.deploy.system;

import io.attachrelay.gateway.Gateway;
import io.attachrelay.gateway.GatewayParts;
import io.attachrelay.gateway.health.KafkaProbe;
import io.attachrelay.gateway.intake.Tenant;
import io.attachrelay.media.fetch.MediaFetcher;
import io.attachrelay.media.link.LinkSigner;
import io.attachrelay.media.link.TemporaryLinks;
import io.attachrelay.media.share.FairShare;
import io.attachrelay.notice.Phrasebook;
import io.attachrelay.router.Router;
import io.attachrelay.router.attributes.RoutingAttributes;
import io.attachrelay.sender.OutboundSender;
import io.attachrelay.sender.channel.ChannelMatrix;
import io.attachrelay.settings.Secret;
import io.attachrelay.settings.Settings;
import io.attachrelay.validator.dedup.Deduplicator;
import io.attachrelay.validator.inspect.Inspector;
import io.attachrelay.validator.inspect.Policies;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Makes each service from the shared parts and starts it. */
final class Services {

    private final Parts parts;
    private final Settings settings;
    private final Closing closing;

    /**
     * @param closing closes each service that is started here
     */
    Services(Parts parts, Closing closing) {
        this.parts = parts;
        this.settings = parts.settings();
        this.closing = closing;
    }

    void startValidator(int replicas) {
        closing.add(
                        new Deduplicator(
                                parts.clients(),
                                parts.topics(),
                                settings.dedup(),
                                settings.dataDir().resolve("dedup"),
                                settings.instanceId(),
                                replicas))
                .start();
        closing.add(
                        new Inspector(
                                parts.clients(),
                                Inspector.options(settings.instanceId(), settings.antivirus()),
                                parts.topics(),
                                parts.store(),
                                parts.publisher(),
                                Policies.of(settings),
                                Policies.checks(settings),
                                settings.antivirus(),
                                settings.dataDir().resolve("examinations"),
                                parts.clock()))
                .start();
    }

    void startRouter() {
        closing.add(
                        new Router(
                                parts.clients(),
                                Router.options(settings.instanceId(), settings.routing()),
                                parts.topics(),
                                parts.publisher(),
                                parts.store(),
                                parts::platform,
                                RoutingAttributes.of(settings),
                                Phrasebook.of(settings)::forTenant,
                                parts.metrics(),
                                parts.clock()))
                .start();
    }

    void startSender() {
        Phrasebook phrasebook = Phrasebook.of(settings);
        closing.add(
                        new OutboundSender(
                                parts.clients(),
                                OutboundSender.options(settings.instanceId(), settings.sender()),
                                parts.topics(),
                                parts.publisher(),
                                parts.store(),
                                name -> senderTenant(name, phrasebook),
                                settings.sender(),
                                forms(),
                                parts.metrics(),
                                parts.clock()))
                .start();
    }

    private OutboundSender.Forms forms() {
        Optional<TemporaryLinks> links =
                settings.links()
                        .secret()
                        .flatMap(secret ->
                                settings.gateway().publicUrl().map(url -> links(secret, url)));
        return new OutboundSender.Forms(
                ChannelMatrix.load(
                        settings.sender().capabilitiesFile(), settings.tenants().keySet()),
                closing.add(InstalledConverters.open(settings.convert())),
                links,
                settings.dataDir()
                        .resolve("conversions")
                        .resolve("sender-" + settings.instanceId()),
                settings.convert().atOnce());
    }

    private TemporaryLinks links(Secret secret, URI gateway) {
        return new TemporaryLinks(
                new LinkSigner(secret, parts.clock()),
                gateway,
                settings.links().lifetime(),
                parts.clock());
    }

    private Optional<OutboundSender.Tenant> senderTenant(String name, Phrasebook phrasebook) {
        return Optional.ofNullable(settings.tenants().get(name))
                .flatMap(t ->
                        parts.platform(name)
                                .map(p ->
                                        new OutboundSender.Tenant(
                                                t.profile(),
                                                p,
                                                t.channel(),
                                                t.onDoubt(),
                                                phrasebook.forTenant(name))));
    }

    Gateway startGateway() {
        FairShare share = MediaFetcher.share(settings.fetch(), parts.store());
        MediaFetcher fetcher =
                new MediaFetcher(
                        settings.fetch(),
                        parts.store(),
                        parts.clock(),
                        settings.instanceId(),
                        share);
        var admin = closing.add(parts.clients().admin());
        Gateway gateway =
                closing.add(
                        new Gateway(
                                settings.gateway(),
                                settings.fetch(),
                                new GatewayParts(
                                        tenants(),
                                        fetcher::fetch,
                                        parts.store(),
                                        share,
                                        settings.links()
                                                .secret()
                                                .map(s -> new LinkSigner(s, parts.clock())),
                                        parts.publisher(),
                                        parts.topics(),
                                        new KafkaProbe(admin),
                                        parts.metrics(),
                                        parts.clock())));
        gateway.start();
        return gateway;
    }

    private Map<String, Tenant> tenants() {
        Map<String, Tenant> tenants = new HashMap<>();
        settings.tenants()
                .forEach((name, tenant) ->
                        parts.platform(name)
                                .ifPresent(p -> tenants.put(name, Tenant.of(tenant, p))));
        return tenants;
    }
}
