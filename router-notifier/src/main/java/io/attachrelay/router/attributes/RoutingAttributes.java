package io.attachrelay.router.attributes;

import io.attachrelay.platform.AttributeRoom;
import io.attachrelay.settings.Settings;
import io.attachrelay.settings.TenantSettings;
import io.attachrelay.settings.rows.OwnRows;
import io.attachrelay.settings.rows.WrongRowsException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The routing attributes of every tenant: those that are computed, an operator's rows over them.
 * docs/routing.md tells how rows are written. Safe for all threads.
 */
public final class RoutingAttributes {

    private final TenantAttributes forAll;
    private final Map<String, TenantAttributes> tenants = new HashMap<>();

    private RoutingAttributes(Map<String, TenantSettings> tenants, List<AttributeRow> rows) {
        this.forAll = new TenantAttributes(null, rows, AttributeRoom.UNLIMITED);
        tenants.forEach((name, tenant) ->
                this.tenants.put(
                        name,
                        new TenantAttributes(name, rows, AttributeRoom.of(tenant.profile()))));
    }

    /** Those that are computed, for tenants of which nothing is known. */
    public static RoutingAttributes standard() {
        return new RoutingAttributes(Map.of(), List.of());
    }

    /**
     * Those that the settings ask for.
     *
     * @throws WrongRowsException naming all that is wrong with {@code routing.file}
     */
    public static RoutingAttributes of(Settings settings) {
        return settings.routing()
                .file()
                .map(file -> read(file, settings.tenants()))
                .orElseGet(() -> new RoutingAttributes(settings.tenants(), List.of()));
    }

    private static RoutingAttributes read(Path path, Map<String, TenantSettings> tenants) {
        OwnRows file = OwnRows.open("routing file", path, List.of("attributes"));
        var rows = file.rows("attributes", new AttributeRowReader(tenants.keySet())::read);
        var attributes = new RoutingAttributes(tenants, rows);
        attributes.forAll.mistakes().forEach(m -> file.mistake("for all: " + m));
        attributes.tenants.forEach((name, tenant) ->
                tenant.mistakes().stream()
                        .filter(m -> !attributes.forAll.mistakes().contains(m))
                        .forEach(m -> file.mistake("for " + name + ": " + m)));
        file.report();
        return attributes;
    }

    /** A tenant's; {@code null} or unknown: only rows that are for all count, without a limit. */
    public TenantAttributes forTenant(@Nullable String tenant) {
        return tenants.getOrDefault(tenant == null ? "" : tenant, forAll);
    }
}
