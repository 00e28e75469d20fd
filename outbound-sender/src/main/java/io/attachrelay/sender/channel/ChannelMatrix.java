package io.attachrelay.sender.channel;

import com.fasterxml.jackson.databind.JsonNode;
import io.attachrelay.settings.rows.RowFile;
import io.attachrelay.settings.rows.RowSections;
import io.attachrelay.settings.rows.UnreadableRowsException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What each channel takes and shows: the rows of {@code capabilities.yaml}, an operator's own over
 * them. docs/capabilities.md tells how rows are written.
 */
public final class ChannelMatrix {

    private static final String STANDARD = "capabilities.yaml";
    private static final String OTHERS = "web";
    private static final List<String> SECTIONS = List.of("sources", "channels", "aliases", "rows");

    private final CapabilityWords words;
    private final List<CapabilityRow> rows;

    private ChannelMatrix(CapabilityWords words, List<CapabilityRow> rows) {
        this.words = words;
        this.rows = rows.stream().sorted(CapabilityRow.NARROWEST_FIRST).toList();
    }

    /** The matrix that comes with the product. */
    public static ChannelMatrix standard() {
        var none = new ChannelMatrix(CapabilityWords.NONE, List.of());
        JsonNode file = RowFile.standard(ChannelMatrix.class, STANDARD);
        return none.under(STANDARD, file, Set.of(), false);
    }

    /**
     * The matrix that comes with the product, an operator's rows over it.
     *
     * @param file empty for no rows over it
     * @param tenants the names of all tenants
     * @throws CapabilitiesException naming all that is wrong with the file
     */
    public static ChannelMatrix load(Optional<Path> file, Set<String> tenants) {
        ChannelMatrix standard = standard();
        return file.map(path -> standard.under(path, tenants)).orElse(standard);
    }

    private ChannelMatrix under(Path file, Set<String> tenants) {
        try {
            return under(file.toString(), RowFile.own(file), tenants, true);
        } catch (UnreadableRowsException e) {
            throw new CapabilitiesException(file.toString(), List.of(e.why()));
        }
    }

    private ChannelMatrix under(String name, JsonNode tree, Set<String> tenants, boolean own) {
        List<String> mistakes = new ArrayList<>();
        var sections = new RowSections(tree, SECTIONS, mistakes);
        var known = CapabilityWords.read(sections, words);
        var read = sections.rows("rows", new CapabilityRowReader(known, tenants, own)::read);
        if (!mistakes.isEmpty()) {
            throw new CapabilitiesException(name, mistakes);
        }
        return new ChannelMatrix(known, Stream.concat(read.stream(), rows.stream()).toList());
    }

    /** Every channel that has a name here, in the order in which they are shown. */
    public Set<String> channels() {
        return Collections.unmodifiableSet(words.channels());
    }

    /** The one name of a type: lower case, no parameters, no alias. */
    public String canonical(String type) {
        return words.canonical(type);
    }

    /**
     * What counts for a tenant on a channel.
     *
     * @param tenant {@code null} or unknown: only rows that are for all
     * @param channel in any case; one that has no name here is taken for {@code web}
     */
    public ChannelTable table(@Nullable String tenant, String channel) {
        String named = channel.toLowerCase(Locale.ROOT);
        String row = words.channels().contains(named) ? named : OTHERS;
        return new ChannelTable(
                named,
                rows.stream().filter(r -> r.scope().covers(tenant, row)).toList(),
                words.sources());
    }
}
