package io.attachrelay.validator.inspect.detect;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.Set;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.mime.MimeTypes;
import org.apache.tika.parser.ParseContext;

/**
 * Tika's magic numbers over the first 64 KB. It is never told the file's name: with a name it takes
 * a plain zip for a document and hides macros.
 */
final class MagicStep implements DetectionStep {

    private static final Set<String> KNOWS_NOTHING =
            Set.of(MimeTypes.OCTET_STREAM, MimeTypes.PLAIN_TEXT);

    private final MimeTypes types = MimeTypes.getDefaultMimeTypes();

    @Override
    public Optional<Detected> detect(Content content) {
        try (TikaInputStream head = TikaInputStream.get(content.head())) {
            String type =
                    types.detect(head, new Metadata(), new ParseContext()).getBaseType().toString();
            return KNOWS_NOTHING.contains(type)
                    ? Optional.empty()
                    : Optional.of(Detected.type(type));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
