package io.attachrelay.validator.inspect.av;

import io.attachrelay.model.MediaFacts;
import io.attachrelay.validator.inspect.av.RiffChunks.Chunk;
import io.attachrelay.validator.inspect.detect.Content;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Sound in a WAV file. Its chunks count, not the length of the whole, which many writers get wrong
 * by what stands before or behind.
 */
final class WavSound implements Recording {

    private static final int RIFF_HEADER = 12;
    private static final int FORMAT_BYTES = 16;
    private static final int EXTENSIBLE_BYTES = 26;
    private static final int EXTENSIBLE = 0xfffe;

    // As registered by Microsoft: https://www.rfc-editor.org/rfc/rfc2361.
    private static final Map<Integer, String> CODECS =
            Map.of(
                    1,
                    "pcm",
                    2,
                    "adpcm",
                    3,
                    "pcm-float",
                    6,
                    "alaw",
                    7,
                    "mulaw",
                    0x11,
                    "adpcm",
                    0x31,
                    "gsm",
                    0x55,
                    "mp3",
                    0xff,
                    "aac");
    // Of these each second has as many bytes as the header says.
    private static final List<String> STEADY = List.of("pcm", "pcm-float", "alaw", "mulaw");

    // Behind sound of an odd length some writers lack a byte: what follows has no name then.
    private static final Set<String> KNOWN =
            Set.of("fmt ", "data", "LIST", "fact", "cue ", "smpl", "bext", "iXML", "id3 ", "JUNK");

    private final RiffChunks riff;
    private final List<Chunk> chunks;

    private WavSound(Content content) {
        this.riff = new RiffChunks(content);
        this.chunks = riff.within(riff.file(), RIFF_HEADER);
    }

    static WavSound of(Content content) {
        return new WavSound(content);
    }

    @Override
    public Optional<String> complaint() {
        if (RiffChunks.first(chunks, "data").isEmpty()) {
            return Optional.of("the sound is missing");
        }
        return chunks.stream()
                .filter(chunk -> chunk.cut() && KNOWN.contains(chunk.name()))
                .findFirst()
                .map(chunk -> "the end of the chunk '" + chunk.name() + "' is missing");
    }

    @Override
    public MediaFacts facts() {
        return RiffChunks.first(chunks, "fmt ")
                .flatMap(chunk -> riff.fields(chunk, FORMAT_BYTES).map(f -> facts(chunk, f)))
                .orElse(MediaFacts.NONE);
    }

    private MediaFacts facts(Chunk chunk, ByteBuffer format) {
        int tag = format.getShort(0) & 0xffff;
        if (tag == EXTENSIBLE) {
            tag = riff.fields(chunk, EXTENSIBLE_BYTES).map(f -> f.getShort(24) & 0xffff).orElse(0);
        }
        String codec = CODECS.get(tag);
        return Facts.sound(millis(format, codec), codec);
    }

    private @Nullable Long millis(ByteBuffer format, @Nullable String codec) {
        if (codec != null && STEADY.contains(codec)) {
            long bytes =
                    RiffChunks.first(chunks, "data")
                            .map(data -> data.end() - data.begin())
                            .orElse(0L);
            return Facts.duration(bytes, Integer.toUnsignedLong(format.getInt(8)));
        }
        long samples =
                RiffChunks.first(chunks, "fact")
                        .flatMap(fact -> riff.fields(fact, 4))
                        .map(fields -> Integer.toUnsignedLong(fields.getInt(0)))
                        .orElse(0L);
        return Facts.duration(samples, Integer.toUnsignedLong(format.getInt(4)));
    }
}
