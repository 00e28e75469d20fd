package io.attachrelay.sender.channel;

import io.attachrelay.model.MediaKind;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What counts on one channel. Of the rows that say something of a field, the narrowest counts: a
 * tenant's before one for all, the operator's before the product's, a channel's before one for all
 * channels, a kind's before one for all kinds.
 */
public final class ChannelTable {

    private static final int UNLIMITED = Integer.MAX_VALUE;

    private final String channel;
    private final List<CapabilityRow> rows;
    private final Map<String, String> sources;

    /**
     * @param rows the narrowest first
     */
    ChannelTable(String channel, List<CapabilityRow> rows, Map<String, String> sources) {
        this.channel = channel;
        this.rows = rows;
        this.sources = sources;
    }

    /** The channel in lower case. */
    public String channel() {
        return channel;
    }

    /** The longest text of a message, in characters. */
    public int textLength() {
        return rows.stream()
                .filter(row -> row.kind() == null && row.textLength() != null)
                .findFirst()
                .map(CapabilityRow::textLength)
                .orElse(UNLIMITED);
    }

    /** What counts for a kind. */
    public KindSupport of(MediaKind kind) {
        List<Citation> cited = new ArrayList<>();
        return new KindSupport(
                kind,
                find(kind, "takes", CapabilityRow::takes, cited).orElse(List.of()),
                find(kind, "shows", CapabilityRow::shows, cited).orElse(List.of()),
                find(kind, "drops", CapabilityRow::drops, cited).orElse(List.of()),
                find(kind, "max", CapabilityRow::maxBytes, cited).orElse(0L),
                find(kind, "ceiling", CapabilityRow::ceilingBytes, cited).orElse(Long.MAX_VALUE),
                find(kind, "into", CapabilityRow::into, cited).orElse(List.of()),
                find(kind, "otherwise", CapabilityRow::otherwise, cited).orElse(List.of()),
                cited);
    }

    private <T> Optional<T> find(
            MediaKind kind,
            String field,
            Function<CapabilityRow, @Nullable T> said,
            List<Citation> cited) {
        for (CapabilityRow row : rows) {
            T value = row.isAbout(kind) ? said.apply(row) : null;
            if (value != null) {
                String source = row.from().source();
                cited.add(
                        new Citation(
                                field, sources.getOrDefault(source, source), row.from().checked()));
                return Optional.of(value);
            }
        }
        return Optional.empty();
    }

    /**
     * Where a field's value comes from.
     *
     * @param source the text of its source
     * @param checked when that was looked up
     */
    public record Citation(String field, String source, LocalDate checked) {}
}
