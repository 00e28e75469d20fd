package io.attachrelay.sender;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.attachrelay.model.MediaKind;
import io.attachrelay.model.ReasonCode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What each channel shows to a customer: types and sizes per kind, as data with its sources in
 * {@code channel-capabilities.yaml}. A channel that the table does not name is taken for {@code
 * web}.
 */
final class ChannelCapabilities {

    private static final String TABLE = "/channel-capabilities.yaml";
    private static final String DEFAULT_CHANNEL = "web";

    private final Map<String, ChannelRow> rows;
    private final ChannelRow others;

    /**
     * @param rows each for another channel, one of them for {@code web}
     */
    ChannelCapabilities(List<ChannelRow> rows) {
        this.rows =
                rows.stream().collect(Collectors.toMap(ChannelRow::channel, Function.identity()));
        this.others = Objects.requireNonNull(this.rows.get(DEFAULT_CHANNEL), DEFAULT_CHANNEL);
    }

    /** The table that comes with the program. */
    static ChannelCapabilities load() {
        YAMLMapper mapper = YAMLMapper.builder().addModule(new JavaTimeModule()).build();
        try (InputStream in = ChannelCapabilities.class.getResourceAsStream(TABLE)) {
            if (in == null) {
                throw new IllegalStateException("not on the class path: " + TABLE);
            }
            return new ChannelCapabilities(mapper.readerForListOf(ChannelRow.class).readValue(in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Why a channel does not take an attachment; empty if it does.
     *
     * @param channel in any case
     */
    Optional<Unsuitable> unsuitable(
            String channel, MediaKind kind, String mediaType, long sizeBytes) {
        String name = channel.toLowerCase(Locale.ROOT);
        ChannelRow row = rows.getOrDefault(name, others);
        if (!row.takes(kind, mediaType)) {
            return Optional.of(
                    new Unsuitable(
                            ReasonCode.CHANNEL_TYPE_NOT_SUPPORTED,
                            name + " does not take " + mediaType));
        }
        long most = row.mostBytes(kind);
        return sizeBytes <= most
                ? Optional.empty()
                : Optional.of(
                        new Unsuitable(
                                ReasonCode.CHANNEL_SIZE_EXCEEDED,
                                name + " takes " + most + " bytes, the file has " + sizeBytes));
    }

    /** Why an attachment can't be sent, for a person too. */
    record Unsuitable(ReasonCode reason, String detail) {}
}
