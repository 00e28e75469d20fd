package io.attachrelay.router.attributes;

import static java.util.stream.Collectors.toMap;

import io.attachrelay.model.JudgedAttachment;
import io.attachrelay.platform.AttributeRoom;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The attributes of one tenant's messages. Safe for all threads. */
public final class TenantAttributes {

    private final Map<MediaAttribute, Optional<String>> names = new EnumMap<>(MediaAttribute.class);
    private final Map<String, List<AttributeRow.Value>> values = new LinkedHashMap<>();
    private final AttributeRoom room;

    /**
     * @param tenant {@code null} for none, so that only rows for all count
     * @param rows of all tenants; a tenant's own count before those for all, earlier before later
     */
    TenantAttributes(@Nullable String tenant, List<AttributeRow> rows, AttributeRoom room) {
        this.room = room;
        List<AttributeRow> own = new ArrayList<>();
        rows.stream().filter(row -> row.tenant() != null && row.isFor(tenant)).forEach(own::add);
        rows.stream().filter(row -> row.tenant() == null).forEach(own::add);
        own.forEach(this::add);
        for (MediaAttribute attribute : MediaAttribute.values()) {
            names.putIfAbsent(attribute, Optional.of(attribute.wireName()));
        }
    }

    private void add(AttributeRow row) {
        switch (row) {
            case AttributeRow.Rename(_, var computed, var as) ->
                    names.putIfAbsent(computed, Optional.of(as));
            case AttributeRow.Drop(_, var computed) ->
                    names.putIfAbsent(computed, Optional.empty());
            case AttributeRow.Value value ->
                    values.computeIfAbsent(value.attribute(), _ -> new ArrayList<>()).add(value);
        }
    }

    /**
     * The attributes of a message: the computed ones under their names, then each value whose row
     * is the first of its attribute that counts.
     *
     * @param channel in lower case
     * @param attachments all of the message, at least one
     */
    public Attributes of(String channel, Collection<JudgedAttachment> attachments) {
        Map<String, String> all = new TreeMap<>();
        Map<String, MediaAttribute> lists = new TreeMap<>();
        computed()
                .forEach((name, attribute) -> {
                    all.put(name, attribute.of(attachments));
                    if (attribute.isList()) {
                        lists.put(name, attribute);
                    }
                });
        for (List<AttributeRow.Value> choices : values.values()) {
            choices.stream()
                    .filter(row -> row.when().holds(channel, attachments))
                    .findFirst()
                    .ifPresent(row -> {
                        all.put(row.attribute(), row.value());
                        lists.remove(row.attribute());
                    });
        }
        return new Fitting(room, lists.keySet()).fit(all);
    }

    /** The attributes that there may be, for people. */
    public List<EffectiveAttribute> effective() {
        List<EffectiveAttribute> all = new ArrayList<>();
        names.forEach((attribute, name) ->
                all.add(
                        new EffectiveAttribute(
                                name.orElse(attribute.wireName()),
                                attribute.wireName(),
                                name.isEmpty(),
                                List.of())));
        values.forEach((name, rows) ->
                all.add(
                        new EffectiveAttribute(
                                name,
                                null,
                                false,
                                rows.stream().map(EffectiveAttribute.Choice::of).toList())));
        return all;
    }

    /** How much the platform takes. */
    public AttributeRoom room() {
        return room;
    }

    /** What can't work, each in words. */
    List<String> mistakes() {
        return new AttributeMistakes(names, values, room).list();
    }

    private Map<String, MediaAttribute> computed() {
        return names.entrySet().stream()
                .filter(e -> e.getValue().isPresent())
                .collect(
                        toMap(
                                e -> e.getValue().get(),
                                Map.Entry::getKey,
                                (one, _) -> one,
                                TreeMap::new));
    }
}
