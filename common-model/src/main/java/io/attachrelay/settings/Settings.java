package io.attachrelay.settings;

import java.nio.file.Path;
import java.util.Map;

/**
 * Everything that an operator sets, checked as a whole.
 *
 * @param dataDir where the embedded broker, the disk store and the validator's state live
 * @param instanceId tells this process from others of its kind, stable over restarts; host name by
 *     default
 * @param tenants by name
 */
public record Settings(
        Path dataDir,
        String instanceId,
        GatewaySettings gateway,
        KafkaSettings kafka,
        StoreSettings store,
        FetchSettings fetch,
        DedupSettings dedup,
        PolicySettings policy,
        AntivirusSettings antivirus,
        RoutingSettings routing,
        NoticeSettings notices,
        LinkSettings links,
        PlatformSettings platform,
        SenderSettings sender,
        ConversionSettings convert,
        Map<String, TenantSettings> tenants) {

    public Settings {
        tenants = Map.copyOf(tenants);
    }

    /** The same with a broker that was found or started meanwhile. */
    public Settings with(KafkaSettings other) {
        return new Settings(
                dataDir,
                instanceId,
                gateway,
                other,
                store,
                fetch,
                dedup,
                policy,
                antivirus,
                routing,
                notices,
                links,
                platform,
                sender,
                convert,
                tenants);
    }
}
