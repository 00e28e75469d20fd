package io.attachrelay.validator.inspect.policy;

import io.attachrelay.model.Origin;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What may be used where, how large it may be, and what to do with what is noticed: the rows of
 * {@code policy.yaml}, an operator's own over them. docs/policy.md tells how rows are written.
 */
public final class InspectionPolicy {

    private final PolicyRows rows;
    private final TypeNames names;
    private final Map<Place, ChannelRules> known = new ConcurrentHashMap<>();

    private InspectionPolicy(PolicyRows rows) {
        this.rows = rows;
        this.names = rows.words().names();
    }

    /** The policy that comes with the product: the guide's, and what channels take. */
    public static InspectionPolicy standard() {
        return new InspectionPolicy(
                new PolicyFiles(new PolicyContext(Set.of(), Set.of())).standard());
    }

    /**
     * The policy that comes with the product, an operator's rows over it.
     *
     * @param file empty for no rows over it
     * @throws PolicyException naming all that is wrong with the file
     */
    public static InspectionPolicy load(Optional<Path> file, PolicyContext context) {
        PolicyFiles files = new PolicyFiles(context);
        PolicyRows standard = files.standard();
        return new InspectionPolicy(file.map(path -> files.over(standard, path)).orElse(standard));
    }

    /** What is known of types. */
    public TypeNames names() {
        return names;
    }

    /** Every channel that has a name here, in the order in which they are shown. */
    public Set<String> channels() {
        return rows.words().channels().keySet();
    }

    /**
     * What counts for a tenant on a channel, for files from customers.
     *
     * @param tenant {@code null} or unknown: only rows that are for all
     * @param channel in lower case; one that is not known is judged by the rows for all channels
     */
    public ChannelRules rules(@Nullable String tenant, String channel) {
        return rules(tenant, channel, Origin.PLATFORM);
    }

    /**
     * What counts for a tenant on a channel, for files from somebody.
     *
     * @param tenant {@code null} or unknown: only rows that are for all
     * @param channel in lower case; one that is not known is judged by the rows for all channels
     */
    public ChannelRules rules(@Nullable String tenant, String channel, Origin origin) {
        // What a message claims is not remembered, or it could fill the memory.
        return channels().contains(channel)
                ? known.computeIfAbsent(
                        new Place(tenant, channel, origin),
                        _ -> new ChannelRules(tenant, channel, origin, rows))
                : new ChannelRules(tenant, channel, origin, rows);
    }

    /** The same for people, each with its source, for files from customers. */
    public List<EffectiveRow> effectiveRows(@Nullable String tenant, String channel) {
        return effectiveRows(tenant, channel, Origin.PLATFORM);
    }

    /** The same for files from somebody. */
    public List<EffectiveRow> effectiveRows(
            @Nullable String tenant, String channel, Origin origin) {
        return new EffectiveRows(rules(tenant, channel, origin), rows.words().sources()).list();
    }

    /** Where rules count. */
    private record Place(@Nullable String tenant, String channel, Origin origin) {}
}
